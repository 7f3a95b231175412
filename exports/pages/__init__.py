"""One self-contained HTML page for people: totals, charts, tables that can be sorted. It needs no network, and prints on A4."""
