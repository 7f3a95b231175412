"""Whole classes: which one, who of it, on whose word; and who is left."""
