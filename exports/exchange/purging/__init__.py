"""A purge as the school does it: the purge itself, the signed statement of totals, and where copies may still lie."""
