"""The floors of the figures: the same work by the bare library, without any code of Hourdesk."""
