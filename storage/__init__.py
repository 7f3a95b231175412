"""The log and the register on disk."""
