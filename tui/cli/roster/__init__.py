"""`hourdesk roster`."""
