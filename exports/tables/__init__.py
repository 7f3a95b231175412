"""The record as tables: sessions in JSON and CSV for programs, and as a workbook with totals for people."""
