"""Badges to hand out: a PDF sheet to print and cut, or one picture for each volunteer."""
