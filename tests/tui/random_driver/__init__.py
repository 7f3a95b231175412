"""A driver that presses random keys, clicks and scans on both apps, and looks after every step whether all is well.

A seed draws the steps (`drawing`), a player does them (`player`; `at_the_desk` and `at_the_district` say what must hold
there). What it finds is kept as a small test of its own, beside the thing that was mended.
"""
