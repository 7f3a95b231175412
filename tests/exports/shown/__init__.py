"""Lists of the screen as files."""
