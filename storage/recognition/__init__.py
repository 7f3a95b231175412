"""What volunteers are given for their service: stars, commendations, certificates, and the diary."""
