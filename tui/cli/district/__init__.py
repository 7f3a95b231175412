"""`hourdesk district`: the receiving side, for the district's clerk."""
