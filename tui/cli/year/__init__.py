"""`hourdesk year`: the school year."""
