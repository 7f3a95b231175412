"""Backup, kits and files that come in."""
