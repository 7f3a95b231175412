"""Packs of all teams become one record: verified, put together, folded by the desk's own rules."""
