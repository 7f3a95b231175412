"""What the district decides and sends down: rulings, receipts, its kit, whose key it trusts."""
