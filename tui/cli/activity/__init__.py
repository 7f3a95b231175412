"""`hourdesk activity`."""
