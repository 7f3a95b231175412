"""Activities, the policy in force, and the days that count from an activity's end."""
