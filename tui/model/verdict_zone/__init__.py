"""What the verdict zone says beside the verdicts: while nobody is scanned, as time goes by, and where people have no keys."""
