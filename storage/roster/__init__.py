"""School rosters: files become rows, rows become a plan of what comes in and what changes."""
