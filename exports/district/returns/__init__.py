"""Returns: spreadsheets that a school without packs filled in by hand."""
