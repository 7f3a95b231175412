"""What the clerk looks up in the record: totals, coverage, conflicts, single rows."""
