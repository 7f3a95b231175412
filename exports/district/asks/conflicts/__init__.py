"""Conflicts between the records of all teams: a file for each kind, and one list of all kinds."""
