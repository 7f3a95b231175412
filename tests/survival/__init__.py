"""What survives when the program is killed, a write fails, or the power does."""
