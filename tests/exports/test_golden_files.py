"""Bytes are the contract: a small record in every format as it left the desk when the format was settled.

After a change of format that is meant: `python -m tests.exports.test_golden_files` writes them anew; read the diff.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

from checkin.texts import use_language
from exports.tables.export import write_export
from exports.tables.json_file import json_lines
from tests.exports.reading_back import from_xlsx
from tests.exports.sample_rows import SAMPLE

GOLDEN = Path(__file__).parent / "golden"


def produced(folder: Path) -> dict[str, bytes]:
    """Each golden file's name and what it should hold; of a workbook the cells, for its bytes carry dates."""
    use_language("en")
    for ending in ("csv", "json", "xlsx"):
        write_export(folder / f"record.{ending}", SAMPLE)
    sheets = [from_xlsx(folder / "record.xlsx", sheet) for sheet in range(1, 5)]
    lines = ["[", ",\n".join(json.dumps(row, ensure_ascii=False) for sheet in sheets for row in sheet), "]"]
    return {
        "record.csv": (folder / "record.csv").read_bytes(),
        "record.json": (folder / "record.json").read_bytes(),
        "sessions.jsonl": "".join(f"{line}\n" for line in json_lines(SAMPLE)).encode(),
        "record.xlsx.cells.json": ("\n".join(lines) + "\n").encode(),
    }


@pytest.mark.parametrize("name", ["record.csv", "record.json", "sessions.jsonl", "record.xlsx.cells.json"])
def test_a_file_is_as_it_always_was(tmp_path: Path, name: str) -> None:
    assert produced(tmp_path)[name] == (GOLDEN / name).read_bytes()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for golden, content in produced(Path(scratch)).items():
            (GOLDEN / golden).write_bytes(content)
