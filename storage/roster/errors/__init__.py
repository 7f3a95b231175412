"""Cells of a workbook that hold an error (#N/A, #REF!), which each format writes in its own way."""
