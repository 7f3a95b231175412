"""The report form (情况调度表) of a team's project, filled at the team's own desk."""
