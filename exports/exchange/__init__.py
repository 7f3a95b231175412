"""All that is signed and travels: packs, kits, letters of the district."""
