"""Dialogs around what is made: how far a long work is, and what to do with the file."""
