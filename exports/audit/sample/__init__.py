"""Samples of sessions that an inspector checks by the public list (domain §2): drawn, checked, reported."""
