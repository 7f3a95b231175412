"""The audit at the desk: questions that the rules ask, and samples."""
