"""The school year at the desk: closed, undone, opened; leavers' files; what pupils must reach."""
