"""The sheet that is printed when a PIN is set: the way back in for who forgot it."""
