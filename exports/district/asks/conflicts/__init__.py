"""What does not fit once all records lie side by side: a file for each kind, and one list of all kinds."""
