"""Signed files: a manifest lists every member with its SHA-256, and one signature covers the manifest."""
