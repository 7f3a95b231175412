"""A list of texts as a workbook: a roster, a plan of posts, or an empty one with grey examples to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from checkin.texts import language
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import PAPER_A4, keep_head, styled_writer
from storage.disk.atomic_file import atomic_path

_ROWS_TO_FILL = 2000
_NO_CHOICES: Mapping[int, Sequence[str]] = MappingProxyType({})


def write_text_sheet(
    path: Path,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str]],
    *,
    examples: bool = False,
    choices: Mapping[int, Sequence[str]] = _NO_CHOICES,
    explained: Sequence[str] = (),
) -> None:
    """Write the `.xlsx`. `columns` are headings with their widths in characters; all cells are text, written as they are.

    `examples`: the rows are only examples, in grey. `choices` are lists to choose from, by the place of the column. `explained` are
    the lines of a second sheet; without any there is none. An error of the disk is raised as it is; a text that is longer than a cell holds is refused.
    """
    with atomic_path(path) as temporary, workbook_in(temporary) as book:
        text = book.add_format({"num_format": "@"})
        grey = book.add_format({"num_format": "@", "italic": True, "font_color": "#808080"})
        bold = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
        sheet = book.add_worksheet(title)
        keep_head(sheet)
        for column, (heading, width) in enumerate(columns):
            sheet.set_column(column, column, width, text)
            sheet.write_string(0, column, heading, bold)
        style = grey if examples else text
        write = styled_writer(sheet, style)
        for index, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if cell:
                    write(index, column, cell, style)
        for column, source in choices.items():
            sheet.data_validation(1, column, _ROWS_TO_FILL, column, {"validate": "list", "source": source})
        if explained:
            about = book.add_worksheet("说明" if language() == "zh" else "Instructions")
            about.set_column(0, 0, 100)
            about.set_paper(PAPER_A4)
            about.fit_to_pages(1, 0)
            for place, line in enumerate(explained):
                about.write_string(place, 0, line)
