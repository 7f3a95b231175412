"""Dialogs for whole classes: class, people, teacher; and who is left."""
