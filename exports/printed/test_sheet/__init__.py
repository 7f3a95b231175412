"""A page of codes with which a scanner is checked."""
