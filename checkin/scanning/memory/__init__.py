"""The memory of a hand scanner, or a file that one wrote: what its lines say, in which columns and at which times."""
