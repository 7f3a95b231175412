"""The receipt (`.hdreceipt`): the file in which the district sends a team its decisions about the team's record."""
