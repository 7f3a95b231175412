"""How people reach the desk: the screen and the command line."""
