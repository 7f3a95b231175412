"""A made district-year with known cheats and honest days, from a seed: rows of the tables that the audit reads."""
