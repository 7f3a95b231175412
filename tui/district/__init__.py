"""The clerk's screen: packs, conflicts, totals, and down from a team to a single event."""
