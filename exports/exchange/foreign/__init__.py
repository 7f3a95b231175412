"""Laptops of one team that were set up by themselves become desks of one team (`hourdesk take --foreign`)."""
