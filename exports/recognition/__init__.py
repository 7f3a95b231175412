"""Recognition as files for people: everybody's stars, trainings, commendations and redemptions, and the service diary."""
