"""Commands about files that travel: packs, kits, receipts, copies."""
