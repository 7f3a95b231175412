"""Things at the desk: given, taken back, listed."""
