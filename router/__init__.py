"""Words in, actions out. Standard library only, no I/O but its own data files."""
