"""What is said of packs, copies and receipts: on the screen as on the command line."""
