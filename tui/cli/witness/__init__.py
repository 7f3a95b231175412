"""`hourdesk witness`: two desks see how far each other's record went."""
