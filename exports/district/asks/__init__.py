"""What the clerk asks of the record: totals, coverage, conflicts, row by row."""
