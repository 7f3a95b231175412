"""What the figures stand beside: the same work by the bare library, with nothing of Hourdesk in it."""
