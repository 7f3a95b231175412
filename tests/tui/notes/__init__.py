"""Notes on people at the desk."""
