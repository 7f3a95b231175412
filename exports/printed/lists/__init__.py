"""Lists of an activity on paper: the people on site, and the sign-in sheet for a day without a laptop."""
