"""A district filled by hand: three teams that reported and one that did not, sessions of a quarter, invented people."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.instants import instant
from exports.district.district import District, init_district, open_district

TEAMS = (("FD", "复旦中学", 1200), ("YZ", "渝中实验小学", 900), ("RM", "人民路幼儿园", 300), ("QX", "七星岗中学", 1000))
CATEGORIES = ("学雷锋", "文明风尚", "文明交通", "扶贫帮困", "绿色环保")
FIRST_DAY = date(2026, 3, 5)


def invented_district(path: Path) -> District:
    """Ten volunteers in each of the first three teams, five activities a team, a session of 90 minutes for each."""
    shutil.copytree(Path(_built().name) / "district", path, dirs_exist_ok=True)
    return open_district(path, SYSTEM_CLOCK)


@cache
def _built() -> TemporaryDirectory[str]:
    """The folder of which each test gets a copy; it goes with the process."""
    folder = TemporaryDirectory(prefix="hourdesk-invented-")
    with init_district(Path(folder.name) / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        # At once: each statement by itself would be brought to the disk.
        district.db.execute("BEGIN")
        district.db.executemany("INSERT INTO team VALUES (?, ?, ?, true)", [list(t) for t in TEAMS])
        for code, _name, _enrolled in TEAMS[:3]:
            _fill_team(district, code)
        district.db.execute("COMMIT")
    return folder


def _fill_team(district: District, team: str) -> None:
    people = [[team, f"{n:04d}", f"{'王李张刘陈'[n % 5]}{'小明丽强华'[n % 4]}{n}", f"七{n % 3 + 1}班",
               "teacher" if n == 9 else "student", None, f"{team}desk1", team] for n in range(10)]  # fmt: skip
    district.db.executemany("INSERT INTO volunteer VALUES (?, ?, ?, ?, ?, ?, ?, ?)", people)
    for a, category in enumerate(CATEGORIES):
        day = FIRST_DAY + timedelta(days=20 * a)
        start = instant(datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
        district.db.execute(
            "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
            [
                team,
                f"A{a}",
                f"{category}活动",
                "人民公园",
                start,
                start + 7_200_000,
                "Asia/Shanghai",
                category,
                "春风行动",
            ],
        )
        for n in range(10):
            flags, status = ("overlap", "needs_review") if (a, n) == (0, 0) else ("", "closed")
            status = "confirmed" if a == 1 else status
            minutes = 0 if status == "needs_review" else 90
            district.db.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, 5400, ?, ?, ?, ?, 'scanned', ?, ?, ?, '', ?)",
                [f"{team}-{a}-{n}", team, f"{n:04d}", team, f"A{a}", start, start + 5_400_000, minutes, minutes,
                 status, flags, f"{team}-{a}-{n}-in", f"{team}-{a}-{n}-out", f"{team}-{a}-{n}-in {team}-{a}-{n}-out", day],
            )  # fmt: skip
    district.db.execute(
        "INSERT INTO chain VALUES (?, ?, '1', 101, 'ab', ?, ?, ?)", [team, f"{team}desk1", start, start, "0" * 64]
    )
    district.db.execute(
        "INSERT INTO pack VALUES (?, ?, ?, ?, ?, 'merged', NULL, NULL, NULL, 101, 101)",
        [team * 32, f"{team}.hdpack", start, team, f"{team}desk1"],
    )
