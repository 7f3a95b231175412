"""The protection of the district's folder on the clerk's screen: begun, changed and taken back."""
