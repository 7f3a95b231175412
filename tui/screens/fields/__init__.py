"""The fields of a form: what kinds there are, and how each is drawn and filled in."""
