"""The record as tables: sessions and totals in JSON, CSV and XLSX, the same in all three cell for cell."""
