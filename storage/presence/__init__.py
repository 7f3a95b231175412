"""Who is on site, who is missing, what was scanned last, and classes on a teacher's word."""
