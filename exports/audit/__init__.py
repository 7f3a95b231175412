"""Audit of service hours, for a school and for the district: plausible hours, and samples that an inspector checks."""
