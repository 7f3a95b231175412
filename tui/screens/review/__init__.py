"""The supervisor's review: what waits, and one key for each thing that can be done about it."""
