"""A school in July: who served in May, in the classes of that year."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Made, Run, run_at

SHANGHAI = ZoneInfo("Asia/Shanghai")
PEOPLE = """学号,姓名,班级,人员类别
001,张伟,七(1)班,学生
002,李娜,七（1）班,学生
003,王强,八(2)班,学生
004,赵敏,九年级1班,学生
005,孙丽,高三(3)班,学生
006,周杰,高一3班,学生
007,吴老师,七(1)班,教师
008,郑浩,火箭班,学生
"""


def on(clock: StandingClock, text: str) -> None:
    """It is that time in Shanghai."""
    clock.set(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI))


def serve(run: Run, day: str, *numbers: str, code: str | None = None, minutes: int = 120) -> None:
    """Each of these people serves from nine o'clock on, in an activity of that day."""
    code = code or day
    hours, rest = divmod(9 * 60 + minutes, 60)
    begin, end = f"{day}T09:00", f"{day}T{hours:02d}:{rest:02d}"
    place = ("--place", "公园", "--category", "绿色环保")
    assert (
        run("activity", "add", "--code", code, "--name", f"清洁{day}", *place, "--start", begin, "--end", end).code == 0
    )
    badges = {one["number"]: one["badge"] for one in run("roster", "list", "--json").objects}
    lines = [f"{at}:00+08:00\t{badges[number]}" for at in (begin, end) for number in numbers]
    assert run("scan", "--activity", code, "-", stdin="\n".join(lines)).code == 0


def make_school(folder: Path) -> None:
    """Its desk is in `desk`, the list of its people beside it."""
    clock, roster = StandingClock(0), folder / "people.csv"
    run = run_at(folder / "desk", clock)
    roster.write_text(PEOPLE, "utf-8")
    on(clock, "2026-05-09T08:00")
    assert run("init", "--team", "FD", "--name", "复旦中学").code == 0
    assert run("roster", "import", roster).code == 0
    on(clock, "2026-05-09T12:00")
    serve(run, "2026-05-09", *(f"{n:03d}" for n in range(1, 9)))


@pytest.fixture
def school(run: Run, clock: StandingClock, tmp_path: Path, made: Made) -> Run:
    """Eight people; all of them served two hours on 9 May 2026; it is 5 July."""
    made.copy("school", make_school, tmp_path)
    on(clock, "2026-07-05T10:00")
    return run


def classes(run: Run) -> dict[str, str]:
    """The class of everybody who is here now, by number."""
    return {one["number"]: one["class"] for one in run("roster", "list", "--json").objects}


def dated_classes(run: Run, tmp_path: Path) -> dict[tuple[str, str], str]:
    """The class beside each session of an export, by number and activity."""
    import csv

    out = tmp_path / "hours.csv"
    out.unlink(missing_ok=True)
    assert run("export", out).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        return {(row["volunteer"], row["activity"]): row["class"] for row in csv.DictReader(file)}
