"""Hours for other systems: a column map says what their file looks like, and what was reported is remembered."""
