"""Sentences about a laptop and its data folder."""
