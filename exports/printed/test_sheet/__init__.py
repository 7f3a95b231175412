"""The test sheet: a page of codes for checking a scanner."""
