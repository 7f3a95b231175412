"""Are the hours plausible? Rules that are data ask questions about sessions; schools answer them (domain §2)."""
