"""What waits for a supervisor, the corrections, and objections."""
