"""Passphrases at the desk: a new one, the one that holds, and the recovery code."""
