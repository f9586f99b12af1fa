"""The same API on this machine: a brief becomes a draft, a draft becomes a film."""
