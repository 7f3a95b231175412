"""Write filled forms to Word and Excel files."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.file_errors import reason_of
from checkin.outside_files import read_outside
from checkin.own_process.asking import ask
from checkin.own_process.limits import Died, Limits
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _
from exports.district.reports.form import TITLE, Form
from exports.tables.sheet_names import LONGEST_SHEET_NAME, sheet_name
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import PAPER_A4, styled_writer
from storage.disk.atomic_file import atomic_path, make_out_folder, write_whole

if TYPE_CHECKING:
    from xlsxwriter import Workbook

TEMPLATE = "form.docx"
_ROWS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("志愿服务队名称", "team"),),
    (("志愿服务项目名称", "project"), ("志愿服务队组成人数", "members")),
    (("项目执行时间", "period"), ("参与项目总人次", "person_times")),
    (("物质或资金支持情况", "support"),),
    (("负责人姓名", "leader"), ("职务", "title"), ("电话", "telephone")),
    (("结对志愿服务单位、社区", "paired"), ("服务对象人数", "served")),
)
_PROGRESS = "志愿服务进展情况（500字以内，主要做法、特色内容等）"
_COLUMNS = 6
LIMITS = Limits(seconds=120, megabytes=2000)
"""Of the process that fills the template in."""
_LARGEST = 1 << 24
"""Bytes of a template."""


def write_templates(folder: Path) -> list[Path]:
    """Copy the Word template into a folder, so that a school can change it; the new files. Raises Refused if one is there already."""
    make_out_folder(folder)
    target = folder / TEMPLATE
    if target.exists():
        message = N_("there is a template of this name already; name another folder, or rename it first")
        raise refuse("template_exists", str(target), message)
    write_whole(target, files("exports.district.reports").joinpath("templates", TEMPLATE).read_bytes())
    return [target]


def write_docx(out: Path, filled: Sequence[Form], templates: Path | None = None) -> None:
    """Write one Word file with a page or more for each form, by the template in `templates` (None: the program's own).

    Raises Refused if the template can't be used, or the file can't be written.
    """
    with as_file(files("exports.district.reports").joinpath("templates", TEMPLATE)) as shipped:
        template = shipped if templates is None else templates / TEMPLATE
        try:
            # A template can go round for ever, or unpack to more than fits.
            data = ask(LIMITS, _rendered, read_outside(template, _LARGEST), [form.as_dict() for form in filled])
        except Died as died:
            raise Refused(died.problem(str(template))) from died
        except Exception as error:
            # A school may change the template, and it can fail in any way: the message gives the error and the file.
            message = N_("the template can't be used ({reason}); write a new one with --write-templates")
            raise refuse("bad_template", str(template), message, reason=_reason(error)) from error
    write_whole(out, data)


def _rendered(template: bytes, forms: Sequence[object]) -> bytes:
    """The bytes of a Word file, by the bytes of its template."""
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(BytesIO(template))
    # Without autoescape `A&B <x>` would be cut silently. A template from somebody else must not run programs.
    document.render({"forms": forms}, SandboxedEnvironment(autoescape=True), autoescape=True)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _reason(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return reason_of(error) if line is None else _("line {line}").format(line=line)


def write_xlsx(out: Path, filled: Sequence[Form]) -> None:
    """Write one workbook with a sheet for each form, for printing on A4. Raises Refused if it can't be written."""
    with atomic_path(out) as temporary, workbook_in(temporary) as book:
        styles = _styles(book)
        names: set[str] = set()
        for form in filled:
            _sheet(book, styles, form, _sheet_name(f"{form.team} {form.project}", names))


def _styles(book: Workbook) -> dict[str, Any]:
    cell = {
        "border": 1,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
        "font_name": "FangSong",
        "font_size": 12,
    }
    return {
        "title": book.add_format({"bold": True, "font_name": "SimSun", "font_size": 16, "align": "center"}),
        "head": book.add_format({"font_name": "FangSong", "font_size": 12}),
        "label": book.add_format({**cell, "bold": True}),
        "value": book.add_format({**cell, "num_format": "@"}),
        "text": book.add_format({**cell, "num_format": "@", "align": "left", "valign": "top"}),
    }


def _sheet(book: Workbook, styles: dict[str, Any], form: Form, name: str) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.set_column(0, _COLUMNS - 1, 14)
    sheet.merge_range(0, 0, 0, _COLUMNS - 1, "", styles["title"])
    sheet.write_string(0, 0, TITLE, styles["title"])
    values = form.as_dict()
    write = styled_writer(sheet, styles["value"])
    sheet.write_string(1, 0, f"填表单位：{values['unit']}", styles["head"])
    sheet.write_string(1, 3, f"填表日期：{values['filled_on']}", styles["head"])
    sheet.set_row(0, 34)
    for row, pairs in enumerate(_ROWS, 2):
        sheet.set_row(row, 40)
        width = _COLUMNS // len(pairs)
        for i, (label, field) in enumerate(pairs):
            start = i * width
            sheet.write_string(row, start, label, styles["label"])
            if width > 2:
                sheet.merge_range(row, start + 1, row, start + width - 1, "", styles["value"])
            write(row, start + 1, values[field], styles["value"])
    last = len(_ROWS) + 2
    sheet.set_row(last, 320)
    sheet.write_string(last, 0, _PROGRESS, styles["label"])
    sheet.merge_range(last, 1, last, _COLUMNS - 1, "", styles["text"])
    write(last, 1, values["text"], styles["text"])


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A sheet name that Excel allows, and that is not in `taken`, to which it is added."""
    plain = "".join(c for c in wanted if c.isprintable())
    name, number = sheet_name(plain) or "1", 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = (sheet_name(plain, LONGEST_SHEET_NAME - len(end)) or "1") + end
    taken.add(name.casefold())
    return name
