"""The district's kit at a desk (`.hdkit` of the district): one standard for all teams, and whose badges visitors show."""
