"""Tables of a web page: several school systems export one and call it `.xls`."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from checkin.rules.formula import restore
from storage.roster.delimited import decode
from storage.roster.sheets import MOST_CELLS, MOST_ROWS, Merge, Sheet, not_a_table, too_many_cells

_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
_KNOWN = {b"gb2312", b"gbk", b"gb18030", b"utf-8", b"utf8"}
_DECLARATION = re.compile(r"<[!?][^>]*>")
_ROW, _CELL = re.compile("<tr", re.IGNORECASE), re.compile("<t[dh]", re.IGNORECASE)
_WIDEST = 2000


def read_web_page(data: bytes, where: str) -> list[Sheet]:
    """Every table as a sheet without a name. Raises Refused for a page without a table."""
    declared = _CHARSET.search(data, 0, 2048)
    if declared and declared[1].lower() in _KNOWN and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codec = "utf-8-sig" if declared[1].lower().startswith(b"utf") else "gb18030"
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            text = decode(data, where)
    else:
        text = decode(data, where)
    if len(_ROW.findall(text)) > MOST_ROWS or len(_CELL.findall(text)) > MOST_CELLS:
        raise too_many_cells(where)  # before the parser, which takes a minute for a million rows
    parser = _Tables(where)
    parser.feed(_closed(text))
    parser.close()
    if not parser.sheets:
        raise not_a_table(where)
    return parser.sheets


def _closed(text: str) -> str:
    """The page without comments, declarations, and what begins and never ends: for each of these the parser looks through
    all the rest, several times."""
    parts, done = [], 0
    while (begin := text.find("<!--", done)) >= 0:
        parts.append(text[done:begin])
        end = text.find("-->", begin)
        done = len(text) if end < 0 else end + 3
    page = " ".join((*parts, text[done:]))
    end = page.rfind(">") + 1
    return _DECLARATION.sub(" ", page[:end]) + page[end:].partition("<")[0]


class _Tables(HTMLParser):
    """Collects the cells of all tables; merged cells keep their text in the first one, as in a workbook."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self._rows: list[list[str]] = []
        self._merges: list[Merge] = []
        self._covered: dict[int, int] = {}
        """By column the last row that a merged cell above covers."""
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._where = where
        self._merged = 0
        """Cells that stand under merged ones: a few letters can name millions."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "table":
                self._finish_table()
            case "tr":
                self._finish_cell()
                self._rows.append([])
            case "td" | "th":
                self._finish_cell()
                attributes = dict(attrs)
                self._cell = []
                self._span = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))
            case "br" if self._cell is not None:
                self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "td" | "th" | "tr":
                self._finish_cell()
            case "table":
                self._finish_table()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._finish_table()

    def _finish_cell(self) -> None:
        if self._cell is None:
            return
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        top = len(self._rows) - 1
        while self._covered.get(len(row), -1) >= top:
            row.append("")
        left, (height, width) = len(row), self._span
        row.append(restore("".join(self._cell).strip()))
        row.extend("" for _ in range(width - 1))
        if height > 1 or width > 1:
            self._merged += height * width
            if self._merged > MOST_CELLS:
                raise too_many_cells(self._where)
            self._merges.append(Merge(top, left, top + height - 1, left + width - 1))
            for column in range(left, left + width if height > 1 else left):
                self._covered[column] = max(self._covered.get(column, -1), top + height - 1)
        self._cell = None

    def _finish_table(self) -> None:
        self._finish_cell()
        if any(self._rows):
            self.sheets.append(Sheet("", self._rows, tuple(self._merges)))
        self._rows, self._merges, self._covered = [], [], {}


def _span(text: str | None) -> int:
    return min(int(text), _WIDEST) if text and text.isascii() and text.isdigit() and int(text) > 0 else 1
