"""`hourdesk batch`."""
