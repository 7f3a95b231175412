"""`hourdesk paper`."""
