"""What a scan means."""
