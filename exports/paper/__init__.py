"""Lists on A4 paper: lines of text, and tables whose head stands on every page."""
