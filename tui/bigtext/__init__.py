"""Letters that are read at two metres."""
