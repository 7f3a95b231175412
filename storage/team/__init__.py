"""What a school writes about its team: leader, members, and the people it helps."""
