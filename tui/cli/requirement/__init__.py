"""`hourdesk requirement`: what pupils must reach."""
