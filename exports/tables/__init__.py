"""The record as tables: sessions and totals in JSON, CSV and XLSX. All three hold the same cells."""
