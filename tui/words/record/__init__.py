"""What the record says in words: rules of counting, certificates."""
