"""The desk's app and its commands."""
