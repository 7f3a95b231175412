"""The kit (`.hdkit`): the signed file that makes another desk of the team (design §1 and §7)."""
