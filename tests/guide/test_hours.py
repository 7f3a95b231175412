"""The guide's Saturday, command by command, each part at its own time; the totals are those of a table made by hand."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from time import time as _now

import openpyxl
import pypdfium2
import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import Clock
from checkin.rules.sessions import Flag, Source, Status
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.writing import write_pack
from storage.record import whole_record
from storage.store import open_store
from tests.forked_program import Program, forked_program
from tests.standing_clock import StandingClock

GUIDE = Path(__file__).parents[2] / "docs/guide/hours.md"
CLOCKS = {
    "Before the day": "2026-04-24T15:00",
    "Saturday, nine o'clock": "2026-04-25T09:05",
    "Saturday, ten o'clock": "2026-04-25T10:00",
    "Saturday, half past eleven": "2026-04-25T11:45",
    "Sunday": "2026-04-26T10:00",
    "Monday": "2026-04-27T08:00",
    "Three working days later": "2026-05-01T10:00",
}
"""When each part is played; 28, 29 and 30 April are the three working days."""
JUMP_MS = 10 * 60_000
MINUTES = {
    **{f"{n:03d}": ("scanned", 150) for n in (*range(1, 5), 12, 13, *range(15, 19), 20)},
    "014": ("scanned", 148),
    "019": ("corrected", 150),
    **{f"{n:03d}": ("corrected", 150) for n in range(21, 29)},
    **{f"{n:03d}": ("vouched", 150) for n in range(29, 41)},
    **{f"{n:03d}": ("ruled", 150) for n in range(5, 11)},
    "011": ("ruled", 90),
}
"""Worked out by hand from the story: forty people, 5938 minutes."""


def parts() -> list[tuple[str, str]]:
    """`(time, shell)` of each part of the guide; what is defined in one is there in the next."""
    found = []
    for title, body in re.findall(r"^## (.+?)$(.*?)(?=^## |\Z)", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        time = next(clock for begin, clock in CLOCKS.items() if title.startswith(begin))
        found.append((time, "\n".join(re.findall(r"```sh\n(.*?)```", body, re.DOTALL))))
    return found


def play(folder: Path, program: Program, defined: str, time: str, shell: str) -> str:
    """Run a part; what it printed, both ways."""
    env = program.environment() | {"PLAYED_AT": time, "PLAYED_SINCE": str(_now())}
    done = subprocess.run(
        ["sh", "-c", f"set -eu\n{defined}\n{shell}"], cwd=folder, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{time}: {done.stdout[-2000:]}{done.stderr[-3000:]}"
    return done.stdout + done.stderr


def functions(shell: str) -> str:
    """The functions that a part defines, for the parts after it."""
    return "\n".join(re.findall(r"^\w+\(\) \{(?:.*?\n\}|.*\})$", shell, re.MULTILINE | re.DOTALL))


@pytest.mark.skipif(shutil.which("sh") is None, reason="the guide's commands are for a POSIX shell")
def test_a_saturday_from_the_line_to_hours_that_hold(tmp_path: Path) -> None:
    defined, said = "", {}
    with forked_program(tmp_path / "bin") as program:
        for time, shell in parts():
            if time == CLOCKS["Saturday, ten o'clock"]:
                the_clock_of_gate_2_jumps(tmp_path, time)
                continue
            said[time] = play(tmp_path, program, defined, time, shell)
            defined += "\n" + functions(shell)

    assert "the lost badge is refused" in said["2026-04-25T09:05"]
    assert said["2026-04-25T09:05"].count("counted once") == 2
    review = said["2026-04-26T10:00"]
    assert "past midnight" in review and review.count("no check-out") >= 6 and "+10.0 min" in review
    assert "working days left" in review
    listed = said["2026-04-27T08:00"]
    assert "学*" in listed and "学生" not in listed.split("Recorded")[0].replace("学生志愿", "")

    with open_store(tmp_path / "gate1", SYSTEM_CLOCK) as store:
        record = whole_record(store)
        sessions = [s for s in record.sessions if s.activity == "cq8/RIVER"]
        assert {s.volunteer[4:]: (str(s.source), s.minutes) for s in sessions} == MINUTES
        assert len(sessions) == len(MINUTES) == 40
        assert {s.status for s in sessions} == {Status.CONFIRMED}
        by_source = {str(source): sum(s.minutes for s in sessions if s.source is source) for source in Source}
        assert by_source == {
            "scanned": 1798,
            "corrected": 1350,
            "vouched": 1800,
            "ruled": 990,
            "added": 0,
            "transferred": 0,
            "claimed": 0,
        }
        assert not any(Flag.CHANGED in s.flags or Flag.OBJECTION in s.flags for s in sessions)
        assert {s.volunteer[4:] for s in sessions if Flag.CLOCK in s.flags} >= {f"{n:03d}" for n in range(21, 29)}

    assert "5938" in GUIDE.read_text("utf-8")
    the_files_say_the_same(tmp_path)
    both_desks_agree(tmp_path)


def the_clock_of_gate_2_jumps(folder: Path, time: str) -> None:
    """What the open desk does by itself when its clock is changed."""
    from tui.model.jobs import record_clock_change

    clock = StandingClock(datetime.fromisoformat(f"{time}+08:00"))
    with open_store(folder / "gate2", clock.clock) as store:
        clock.set(clock.now_ms + JUMP_MS)
        record_clock_change(store, JUMP_MS, None)
        (event,) = store.ledger.queries.of_kind("clock")
        assert event.body == Clock(JUMP_MS) and event.at == clock.now_ms


def the_files_say_the_same(folder: Path) -> None:
    """The workbook, the list on the wall, the page for parents and the certificates, by other programs."""
    book = openpyxl.load_workbook(folder / "hours.xlsx")
    rows = list(book["Sessions"].iter_rows(values_only=True))
    minutes, source = rows[0].index("minutes"), rows[0].index("source")
    assert sum(row[minutes] for row in rows[1:]) == 5938
    assert sum(row[minutes] for row in rows[1:] if row[source] == "vouched for") == 1800
    wall = list(openpyxl.load_workbook(folder / "list.xlsx").worksheets[0].iter_rows(values_only=True))
    assert wall[-1][6] == 5938 and len({(row[1], row[3]) for row in wall[1:-1]}) == 40
    explained = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(folder / "explained.pdf"))
    assert "150" in explained and "2:30:00" in explained
    certificates = pypdfium2.PdfDocument(folder / "certificates.pdf")
    assert len(certificates) == 2 and "2 h 30 min" in certificates[0].get_textpage().get_text_range()


def both_desks_agree(folder: Path) -> None:
    """What gate 1 took in and decided reaches gate 2 with its pack, and both tell the same hours."""
    with open_store(folder / "gate1", SYSTEM_CLOCK) as one, open_store(folder / "gate2", SYSTEM_CLOCK) as two:
        write_pack(one, folder / "gate1.hdpack")
        take_pack(two, folder / "gate1.hdpack")
        assert whole_record(two).sessions == whole_record(one).sessions
