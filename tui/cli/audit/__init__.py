"""`hourdesk audit` and `hourdesk district audit`: plausible hours, and samples."""
