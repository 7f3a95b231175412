"""`hourdesk thing`: what is handed out and given back."""
