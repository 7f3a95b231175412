"""The publicity list (公示): whose hours become final, for everybody to read, as PDF and XLSX."""
