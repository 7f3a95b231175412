"""The report of the district over all teams; the ending of the file's name decides what it becomes."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.period import Period
from checkin.rules.problems import N_, Problem, refuse
from exports.district.district import District


def write_report(district: District, out: Path, period: Period, templates: Path | None = None) -> tuple[Problem, ...]:
    """Write a page for a browser (.html), a workbook (.xlsx), a report to be printed (.pdf) or the report forms of all schools
    (.docx, by the template in the folder `templates`, None: the program's own), whole or not at all.

    The result has a note for each person whose characters can't be printed. Raises Refused for another ending, and where the
    file can't be written.
    """
    match out.suffix.lower():
        case ".pdf":
            from exports.district.reports.annual import write_annual

            return tuple(write_annual(district, out, period).notes)
        case ".html":
            from exports.district.reports.web_page import write_district_page

            write_district_page(district, out, period)
        case ".xlsx":
            from exports.district.reports.workbook import write_workbook

            write_workbook(district, out, period)
        case ".docx":
            from exports.district.reports.form import forms
            from exports.district.reports.form_files import write_docx

            write_docx(out, forms(district, period), templates)
        case suffix:
            message = N_("The ending “{suffix}” is no report: end the name in .xlsx, .html, .docx or .pdf.")
            raise refuse("unknown_format", str(out), message, suffix=suffix)
    return ()
