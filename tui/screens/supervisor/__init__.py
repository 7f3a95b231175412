"""How a supervisor signs in, and how a PIN is set at the desk."""
