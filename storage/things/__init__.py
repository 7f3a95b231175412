"""Things that are handed out and given back (发放与归还)."""
