"""Sign-up lists of activities."""
