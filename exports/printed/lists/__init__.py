"""Lists of an activity on paper: who is on site, and the sign-in sheet for a day without a laptop."""
