"""Posts and shifts of an activity: lists that come in, the plan as it is written, and who stands where."""
