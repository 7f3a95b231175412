"""The publicity list (公示): hours that become final, for everybody to read, as PDF and XLSX."""
