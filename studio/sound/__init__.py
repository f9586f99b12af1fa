"""What every sound of a film goes through: measuring, ducking, mixing in blocks, limiting."""
