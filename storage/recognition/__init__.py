"""What volunteers get for their service: stars, commendations, certificates; and the diary."""
