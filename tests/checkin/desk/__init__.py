"""The one use case, over a ledger in memory."""
