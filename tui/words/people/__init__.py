"""Sentences about the people of the register and what is kept of them."""
