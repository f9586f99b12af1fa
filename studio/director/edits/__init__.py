"""Changes to a draft: a request becomes operations, and operations change a copy of the draft."""
