"""What a list brings, worked out before the record is locked."""
