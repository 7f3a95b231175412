"""Commands of the supervisor: corrections, review, objections, consent, confirming."""
