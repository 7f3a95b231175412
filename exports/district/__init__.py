"""The district: it takes packs, merges the records of all teams, and reports (design §2)."""
