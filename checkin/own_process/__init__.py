"""Work on a file from outside in a process of its own, so that a library that aborts, hangs or eats memory ends that one only."""
