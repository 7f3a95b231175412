"""What is said of scanners: how one is set right, and how one was tried."""
