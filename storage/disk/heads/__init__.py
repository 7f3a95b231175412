"""How far the log went, kept outside of the record too: written, compared at each start, and what is missing noted."""
