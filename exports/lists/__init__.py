"""Lists of people on paper: the sign-in sheet of a class, and who is on site right now."""
