"""`hourdesk scan` and `read`."""
