"""Paper sheets entered afterwards (「纸质补录」): read, checked row by row, and recorded with who kept the sheet."""
