"""What waits for a supervisor, what mends it, and what somebody objects to."""
