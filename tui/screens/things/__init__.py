"""Things are given to one person and taken back from them."""
