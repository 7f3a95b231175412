"""Posts and shifts at the desk: the board, lists that come in, one post at a time."""
