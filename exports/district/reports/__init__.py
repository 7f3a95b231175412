"""Reports of the district: a workbook, the report form in Word and Excel, an annual report as PDF."""
