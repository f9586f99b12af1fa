"""What this machine remembers: sessions, the journal of what was begun, and what a timeline says."""
