"""Posts and shifts by command."""
