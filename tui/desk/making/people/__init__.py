"""Who is in the list, and what is said of many of them at once."""
