"""Work on a file from outside in a process of its own, so that a library that aborts, hangs or eats memory ends that one only."""

OWN_PROCESS = "--own-process"
"""The word by which a frozen program knows that it is to work for its parent (`start`)."""
