"""Posts and shifts on the screen."""
