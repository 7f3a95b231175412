"""The guide's school year, command by command, each part at its own time; the totals were worked out by hand."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from checkin.clock import SYSTEM_CLOCK
from storage.record import whole_record
from storage.store import open_store
from tests.forked_program import forked_program
from tests.guide.test_hours import functions, play

GUIDE = Path(__file__).parents[2] / "docs/guide/school-year.md"
CLOCKS = {
    "September: what is asked": "2025-09-05T10:00",
    "October": "2025-10-18T12:00",
    "November": "2025-11-12T12:00",
    "March": "2026-03-21T18:00",
    "May": "2026-05-20T10:00",
    "June": "2026-06-10T10:00",
    "July": "2026-07-08T10:00",
    "August: leavers": "2026-08-20T10:00",
    "August: a newcomer": "2026-08-25T10:00",
    "September again": "2026-09-12T12:00",
}


def parts() -> list[tuple[str, str]]:
    """`(time, shell)` of each part of the guide."""
    found = []
    for title, body in re.findall(r"^## (.+?)$(.*?)(?=^## |\Z)", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        time = next(clock for begin, clock in CLOCKS.items() if title.startswith(begin))
        found.append((time, "\n".join(re.findall(r"```sh\n(.*?)```", body, re.DOTALL))))
    return found


def rows(text: str) -> list[list[str]]:
    """The lines of a table as words."""
    return [line.split() for line in text.splitlines()]


@pytest.mark.skipif(shutil.which("sh") is None, reason="the guide's commands are for a POSIX shell")
def test_a_year_from_september_to_september(tmp_path: Path) -> None:
    defined, said = "", {}
    with forked_program(tmp_path / "bin") as program:
        for time, shell in parts():
            said[time] = play(tmp_path, program, defined, time, shell)
            defined += "\n" + functions(shell)

    spring = said[CLOCKS["March"]]
    assert "at most 120 min of service of their own in all: 120 min" in said[CLOCKS["November"]]
    assert "25 %" in spring and "12:00 / 40:00" in spring
    assert "40 h are asked for" in spring and "0 of 1" not in spring, "a class so small is told no counts"
    book = openpyxl.load_workbook(tmp_path / "hours.xlsx")
    assert {row[1] for row in book["Requirements"].iter_rows(min_row=2, values_only=True)} == {"004", "005"}

    audited = said[CLOCKS["May"]]
    assert audited.count("once 5 in 0 s.") == 1 and audited.count("Nothing is asked.") == 1
    assert "Sample 2026-spring: 1 session checked, of 1 everything holds." in audited
    assert "2 h (120 minutes)" in said[CLOCKS["June"]] and "In force by this team’s own record." in said[CLOCKS["June"]]

    with (tmp_path / "last-year.csv").open(encoding="utf-8-sig", newline="") as file:
        shown = {row["volunteer"]: row["class"] for row in csv.DictReader(file)}
    assert shown == {"001": "七(1)班", "002": "七(1)班", "003": "九(2)班", "004": "高一(3)班", "005": "高三(3)班"}
    with open_store(tmp_path / "fd", SYSTEM_CLOCK) as store:
        now = {one.number: one.class_name for one in store.register.persons(with_leavers=False)}
        assert now == {"001": "八(1)班", "002": "七(1)班", "004": "高二(3)班", "201": "七(1)班", "T01": ""}
        assert sum(session.minutes for session in whole_record(store).sessions) == 23 * 60

    assert {file.name for file in (tmp_path / "leavers").iterdir()} == {"003.hdleave", "005.hdleave"}
    with open_store(tmp_path / "xn", SYSTEM_CLOCK) as store:
        assert [(str(one.source), one.minutes) for one in whole_record(store).sessions] == [("transferred", 120)]
    autumn = said[CLOCKS["September again"]]
    figures = [words for words in rows(autumn) if words[:1] in (["2025-2026"], ["2026-2027"])]
    assert [(words[0], words[1], words[-4], words[-1]) for words in figures] == [
        ("2025-2026", "junior", "6:00", "0:00"), ("2025-2026", "senior", "12:00", "2:00"),
        ("2026-2027", "junior", "2:00", "0:00"), ("2026-2027", "senior", "1:00", "0:00"),
    ]  # fmt: skip
    over_all = next(words for words in rows(autumn) if words[:1] == ["all"])
    assert over_all[4:7] == ["21:00", "0:00", "2:00"], "scanned, added and claimed at the district"
