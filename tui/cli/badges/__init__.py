"""`hourdesk badges`."""
