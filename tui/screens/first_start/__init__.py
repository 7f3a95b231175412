"""The first start on an empty folder: clock, team, roster, activity."""
