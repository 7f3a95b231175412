"""Files that are signed and travel."""
