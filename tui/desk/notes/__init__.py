"""Notes on people at the desk: read at the verdict, written by the supervisor."""
