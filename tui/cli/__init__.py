"""The command line (design §7): its names are a contract that other programs read."""
