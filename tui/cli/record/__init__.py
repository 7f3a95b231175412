"""Commands that show the record or write it into a file."""
