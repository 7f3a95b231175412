"""Workbooks in the other formats, with an error in one cell: as LibreOffice and Excel write them, in the least of parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from struct import pack
from zipfile import ZipFile

import xlwt

ERROR = "#N/A"
_CODE = 0x2A
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xls(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == ERROR:
                sheet.row(r).set_cell_error(c, _CODE)
            else:
                sheet.write(r, c, text)
    book.save(str(path))
    return path


def ods(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Equal cells beside each other, and equal rows below each other, are written once with their count."""

    def cell(text: str, times: int) -> str:
        formula = 'table:formula="of:=NA()" office:string-value=""' if text == ERROR else ""
        content = f"<text:p>{text}</text:p>" if text else ""
        repeated = f'table:number-columns-repeated="{times}"'
        return f'<table:table-cell {formula} {repeated} office:value-type="string">{content}</table:table-cell>'

    def line(row: Sequence[str], times: int) -> str:
        cells = "".join(cell(text, len(list(same))) for text, same in groupby(row))
        return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'

    lines = "".join(line(row, len(list(same))) for row, same in groupby(rows))
    content = (
        f"<office:document-content {_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="名单">{lines}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        archive.writestr("content.xml", content)
    return path


def xlsb(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    sheet = _record(129) + _record(148, pack("<4I", 0, len(rows) - 1, 0, 9)) + _record(145)
    for r, row in enumerate(rows):
        sheet += _record(0, pack("<I", r) + bytes(21))
        for c, text in enumerate(row):
            begin = pack("<II", c, 0)
            sheet += _record(3, begin + bytes([_CODE])) if text == ERROR else _record(6, begin + _wide(text))
    book = _record(131) + _record(143) + _record(156, pack("<II", 0, 1) + _wide("rId1") + _wide("名单")) + _record(144)
    target = f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", book + _record(132))
        archive.writestr("xl/_rels/workbook.bin.rels", f"<Relationships>{target}</Relationships>")
        archive.writestr("xl/worksheets/sheet1.bin", sheet + _record(146) + _record(130))
    return path


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = bytes([len(body)]) if len(body) < 0x80 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
    return head + length + body


def _wide(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return pack("<I", len(data) // 2) + data
