"""Files that a person asked for: why one can't be written, and several that are written together."""
