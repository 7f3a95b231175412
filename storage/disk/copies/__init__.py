"""Copies of the log on sticks: the folders that get them, and the key that seals them."""
