"""`hourdesk post`: posts and shifts of an activity."""
