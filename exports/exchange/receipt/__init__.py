"""The district's receipt at a desk (`.hdreceipt`): what was decided about the team's record."""
