"""Commands about the desk itself: made, checked, backed up, its policy and PIN."""
