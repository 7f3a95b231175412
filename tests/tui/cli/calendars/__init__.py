"""Activities as calendar files, and series of them."""
