"""A list as it stands on a screen, written to a file: a workbook, a CSV table, or a PDF to be printed."""
