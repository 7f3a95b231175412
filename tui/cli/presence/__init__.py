"""Commands about who is on site: classes, who is left, the muster list."""
