"""The protection of a desk that is at work: begun, changed and taken back, while scans wait or go on."""
