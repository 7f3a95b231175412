"""The people on site and the missing ones, the last scans, and classes that a teacher vouches for."""
