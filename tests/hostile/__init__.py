"""Events that no desk of ours writes, rightly chained and signed by a desk that everybody trusts."""
