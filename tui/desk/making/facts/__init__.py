"""What all desks share is changed: activities, policy, the team."""
