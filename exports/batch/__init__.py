"""Hours for other systems: a column map describes their file, and the desk remembers what it reported."""
