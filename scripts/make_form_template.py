"""Make the Word template of the report form anew: `python scripts/make_form_template.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

OUT = Path(__file__).parent.parent / "exports/district/reports/templates/form.docx"
TITLE_LINES = ("全省教育系统工会助力脱贫攻坚", "教职工志愿服务活动情况调度表")
ROWS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("志愿服务队名称", "f.team"),),
    (("志愿服务项目名称", "f.project"), ("志愿服务队组成人数", "f.members")),
    (("项目执行时间", "f.period"), ("参与项目总人次", "f.person_times")),
    (("物质或资金支持情况", "f.support"),),
    (("负责人姓名", "f.leader"), ("职务", "f.title"), ("电话", "f.telephone")),
    (("结对志愿服务单位、社区", "f.paired"), ("服务对象人数", "f.served")),
)
PROGRESS = "志愿服务进展情况（500字以内，主要做法、特色内容等）"
COLUMNS = 6


def main() -> None:
    """Write the template: a table of six columns, the cells merged as each row needs."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    # Without it, programs that lack these fonts take others in which punctuation stands as in Taiwan.
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    first, *more = TITLE_LINES
    document.add_paragraph("{%p for f in forms %}")
    # The title begins the page: a break of its own behind a form that fills its page would leave an empty one.
    document.add_paragraph("{%p if loop.first %}")
    _title(document, first)
    document.add_paragraph("{%p else %}")
    _title(document, first).paragraph_format.page_break_before = True
    document.add_paragraph("{%p endif %}")
    for line in more:
        _title(document, line)
    head = document.add_paragraph()
    head.paragraph_format.space_before = Pt(14)
    head.paragraph_format.tab_stops.add_tab_stop(Cm(10.5))
    _write(head, "填表单位：{{ f.unit }}\t填表日期：{{ f.filled_on }}", "FangSong", "仿宋", 12)
    _table(document)
    document.add_paragraph("{%p endfor %}")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(OUT))


def _title(document: Any, line: str) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    _write(paragraph, line, "SimSun", "宋体", 18, bold=True)
    return paragraph


def _table(document: Any) -> None:
    table = document.add_table(rows=0, cols=COLUMNS)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for pairs in ROWS:
        cells = table.add_row().cells
        _height(table.rows[-1], 1.7)
        width = COLUMNS // len(pairs)
        for i, (label, value) in enumerate(pairs):
            start = i * width
            _fill(cells[start], label, bold=True)
            _fill(cells[start + 1].merge(cells[start + width - 1]), "{{ " + value + " }}")
    cells = table.add_row().cells
    _height(table.rows[-1], 11)
    _fill(cells[0], PROGRESS, bold=True)
    _fill(cells[1].merge(cells[COLUMNS - 1]), "{{ f.text }}", left=True)
    widths = (Cm(2.9), Cm(3.1), Cm(2.5), Cm(2.7), Cm(2.5), Cm(2.9))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _height(row: Any, centimetres: float) -> None:
    row.height, row.height_rule = Cm(centimetres), WD_ROW_HEIGHT_RULE.AT_LEAST


def _fill(cell: Any, text: str, *, bold: bool = False, left: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = 0 if left else 1
    _write(paragraph, text, "FangSong", "仿宋", 12, bold=bold)


def _write(paragraph: Any, text: str, latin: str, chinese: str, size: float, *, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.bold = latin, Pt(size), bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), chinese)


if __name__ == "__main__":
    main()
