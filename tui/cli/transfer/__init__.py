"""`hourdesk transfer`: leavers' files."""
