"""The receiving side: the district takes packs, puts the records of all teams together, and reports (design §2)."""
