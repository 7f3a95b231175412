"""What a school says of its team: who leads it, who belongs to it, whom it helps."""
