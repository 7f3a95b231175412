"""What the district decides and sends to teams: rulings, receipts, district kits; and which keys it trusts."""
