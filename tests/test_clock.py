"""Nobody reads the time of day but `checkin/clock.py`: everything else is handed a clock (design §4)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.clock import ClockWatch
from storage.disk.ids import new_id
from tests.standing_clock import StandingClock

ROOT = Path(__file__).parent.parent
HOME = "checkin/clock.py"
FILES = sorted(str(p.relative_to(ROOT)) for room in ("checkin", "storage", "exports", "tui") for p in ROOT.glob(f"{room}/**/*.py"))  # fmt: skip
CLASSES = {"datetime.datetime": {"now", "utcnow", "today"}, "datetime.date": {"today"}}
WALL = {f"time.{name}" for name in ("time", "time_ns", "clock_gettime", "clock_gettime_ns", "ctime", "asctime")}
WITHOUT_TIME = {"time.localtime": 0, "time.gmtime": 0, "time.strftime": 1}
"""Functions of `time` that take the time of day where so many arguments and no more are given."""
OF_A_ZONE = {"datetime.datetime.fromtimestamp": 2, "time.strftime": 2}
"""Functions that take the laptop's zone where fewer arguments are given."""
ZONELESS = {"datetime.date.fromtimestamp", "time.localtime", "time.mktime", "time.ctime"}
LAPTOPS_OWN = {
    "checkin/clock.py", "tui/doctor/findings.py", "tui/screens/first_start/clock.py", "tui/widgets/notices_app.py", "tui/words/amounts.py",
}  # fmt: skip
IMPORT_OF_TIME = re.compile(r"^\s*(?:import|from)\s[^\n]*\b(?:date)?time\b", re.MULTILINE)
"""Without such a line a module has no name for the time of day; few have one, and only those are taken apart."""
ENTRIES = {"tui/start.py", "tui/cli/base/desk_choice.py"}


def names_of_imports(tree: ast.AST) -> dict[str, str]:
    """What each imported name stands for, in full: `t` → `time` after `import time as t`."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                found[one.asname or one.name.split(".")[0]] = one.name if one.asname else one.name.split(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for one in node.names:
                found[one.asname or one.name] = f"{node.module}.{one.name}"
    return found


@cache
def taken_apart(source: str) -> tuple[list[ast.AST], dict[str, str]]:
    """All nodes of a module, and what its imported names stand for."""
    tree = ast.parse(source)
    return list(ast.walk(tree)), names_of_imports(tree)


def full_name(node: ast.AST, names: dict[str, str]) -> str:
    """`datetime.datetime.now` for `dt.now` after `from datetime import datetime as dt`; empty for anything else."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute) and (before := full_name(node.value, names)):
        return f"{before}.{node.attr}"
    return ""


def readings(source: str) -> Iterator[int]:
    """The lines on which a module reads the time of day, or takes the function that does."""
    if not IMPORT_OF_TIME.search(source):
        return
    nodes, names = taken_apart(source)
    calls = {id(node.func): node for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if not isinstance(node, ast.Name | ast.Attribute):
            continue
        name = full_name(node, names)
        owner, _, last = name.rpartition(".")
        given = len(calls[id(node)].args) if id(node) in calls else 0
        if name in WALL or last in CLASSES.get(owner, ()) or given <= WITHOUT_TIME.get(name, -1):
            yield node.lineno


def in_the_laptops_zone(source: str) -> Iterator[int]:
    """The lines on which a module makes of an instant what the clock on the wall says where the laptop's settings think it is."""
    if not IMPORT_OF_TIME.search(source) and ".astimezone()" not in source and ".here()" not in source:
        return
    nodes, names = taken_apart(source)
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        name, given = full_name(node.func, names), len(node.args) + len(node.keywords)
        last = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if given < OF_A_ZONE.get(name, 0) or name in ZONELESS or (last in {"astimezone", "here"} and not given):
            yield node.lineno


def test_times_are_told_in_the_zone_of_the_team() -> None:
    """The laptop may have come from another country. Only what is about the laptop's own clock, and the clerk, who may have no
    district yet, ask for its zone; `zone_of` is where a screen gets the team's."""
    found = {file: list(in_the_laptops_zone((ROOT / file).read_text("utf-8"))) for file in FILES}
    assert {file for file, lines in found.items() if lines} == LAPTOPS_OWN


def test_no_other_module_reads_the_time_of_day() -> None:
    """Whoever needs the time takes it from a Clock that is handed in."""
    found = {file: list(readings((ROOT / file).read_text("utf-8"))) for file in FILES}
    assert [(file, lines) for file, lines in found.items() if lines and file != HOME] == []
    assert found[HOME], "the clock itself does"


def test_only_the_entries_name_the_computers_clock() -> None:
    """All others take a clock as an argument, without a default."""
    texts = {file: (ROOT / file).read_text("utf-8") for file in FILES}
    names = {file: names_of_imports(ast.parse(text)).values() for file, text in texts.items() if "SYSTEM_CLOCK" in text}
    assert {file for file, imported in names.items() if "checkin.clock.SYSTEM_CLOCK" in imported} == ENTRIES


@pytest.mark.parametrize(
    "source",
    [
        "import time\ntime.time()",
        "import time as t\nt.time_ns()",
        "from time import time as instant\ninstant()",
        "from time import time_ns\ndef late(now=time_ns): ...",
        "import time\ntime.strftime('%Y')",
        "from time import localtime\nlocaltime()",
        "import datetime\ndatetime.datetime.now(datetime.UTC)",
        "import datetime as d\nd.date.today()",
        "from datetime import datetime as dt\ndt.utcnow()",
        "from datetime import date\nbegin = date.today",
    ],
)
def test_a_reading_is_found_under_any_name(source: str) -> None:
    assert list(readings(source))


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("from datetime import datetime\ndatetime.fromtimestamp(5)", True),
        ("from datetime import UTC, datetime\ndatetime.fromtimestamp(5, UTC)", False),
        ("from datetime import UTC, datetime as dt\ndt.fromtimestamp(5, tz=UTC)", False),
        ("import datetime\ndatetime.date.fromtimestamp(5)", True),
        ("import time\ntime.localtime(5)", True),
        ("def f(at, zone):\n    return at.astimezone(), zone", True),
        ("def f(at, zone):\n    return at.astimezone(zone)", False),
    ],
)
def test_the_laptops_zone_is_found(source: str, is_found: bool) -> None:
    assert bool(list(in_the_laptops_zone(source))) is is_found


@pytest.mark.parametrize(
    "source",
    [
        "import time\ntime.monotonic(), time.perf_counter(), time.sleep(1)",
        "import time\ntime.localtime(0), time.strftime('%Y', (2026,))",
        "from datetime import date, datetime\ndatetime.fromtimestamp(0), date(2026, 3, 5)",
        "def f(clock):\n    return clock.now(), clock.today()",
    ],
)
def test_what_only_waits_or_reckons_is_no_reading(source: str) -> None:
    assert not list(readings(source))


def test_a_clock_that_stands_goes_on_only_when_it_is_moved() -> None:
    standing = StandingClock(datetime(2026, 3, 5, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai")))
    clock, watch = standing.clock, ClockWatch(standing.clock)
    assert clock.now() == standing.now_ms == 1_772_726_340_000
    assert clock.today(ZoneInfo("Asia/Shanghai")) == clock.today(UTC) == date(2026, 3, 5)
    standing.advance(60_000)
    assert clock.today(ZoneInfo("Asia/Shanghai")) == date(2026, 3, 6) and watch.change() is None
    standing.set(clock.now() - 3_600_000)
    assert watch.change() == -3_600_000 and watch.change() is None


def test_ids_are_of_the_time_that_they_are_given() -> None:
    """Thousands of one millisecond rise; those of a clock that was set back are of the time that it shows."""
    at = 1_772_726_340_123
    ids = [new_id(at) for _ in range(5000)]
    assert sorted(set(ids)) == ids
    assert {int(one.replace("-", "")[:12], 16) for one in ids} == {at}
    assert new_id(at + 1) > ids[-1]
    assert int(new_id(at - 60_000).replace("-", "")[:12], 16) == at - 60_000
    assert {one[14] for one in ids} == {"7"}, "the version of the UUID"
