"""What is purged of the register by retention rules: who is due, what goes, and that the bytes are gone (domain §7)."""
