"""Packs of all teams become one record: they are verified, merged, and folded by the same rules as at a desk."""
