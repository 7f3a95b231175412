"""Is this laptop ready: what is looked at, and what is said about it."""
