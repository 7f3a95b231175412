"""`hourdesk claim`: service outside the school's activities."""
