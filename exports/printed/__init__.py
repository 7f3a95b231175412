"""Printed pages: documents of A4 pages, and a folder for each kind of paper."""
