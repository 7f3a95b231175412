"""`hourdesk team`."""
