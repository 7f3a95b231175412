"""What is kept of the supervisor's PIN beside its file."""
