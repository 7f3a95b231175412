"""Whether the scanner sends what it reads: the check as a dialog of the desk, and as a program of its own."""
