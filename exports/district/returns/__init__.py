"""What a school without packs filled in by hand."""
