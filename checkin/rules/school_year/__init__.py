"""The school year: its days, how classes move up at its end, and which class somebody was in on a day."""
