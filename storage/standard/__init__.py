"""Tables that a school may change or the district sets, and what the district's receipt told."""
