"""`hourdesk certificate`."""
