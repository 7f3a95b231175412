"""The signed file from which another desk of the team is made (`.hdkit`, design §1 and §7)."""
