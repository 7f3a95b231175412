"""Everything that leaves a desk: tables, printed pages, signed files; and the district that receives them."""
