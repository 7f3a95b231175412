"""Whose a data folder is, and who may work in it."""
