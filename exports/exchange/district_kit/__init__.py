"""The district kit (`.hdkit` of the district): one standard for all teams, and which team each visitor's badge belongs to."""
