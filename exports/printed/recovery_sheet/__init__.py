"""The recovery sheet: it is printed when a PIN is set, and helps a supervisor who forgot the PIN."""
