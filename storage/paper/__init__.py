"""Paper sheets entered afterwards (「纸质补录」): read, checked row by row, and recorded with the person who kept the sheet."""
