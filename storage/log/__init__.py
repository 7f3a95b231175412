"""The log on disk: appended, read by index, and taken in from other desks."""
