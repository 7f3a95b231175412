"""What lies in the world: desks of a school, plain and protected, a laptop beside them, a district, and what they sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from pyrage import x25519

from tests.exports.batch.identity_numbers import identity_number
from tests.survival.program import Ended
from tests.survival.tasks.protected import OPEN

HEAD = "学号,姓名,班级,人员类别,出生日期\n"
ROSTER = HEAD + "".join(f"{n:03d},学生{n},{'七1班,学生' if n < 6 else '七9班,教师'},2001-02-03\n" for n in range(1, 7))
MORE = HEAD + "".join(f"{n:03d},学生{n},七2班,学生,\n" for n in range(7, 12))
_PLAN = ("--place", "公园", "--start", "2026-03-05T09:00", "--end", "2026-03-05T12:00")
_YEARS = 3 * 365 * 86_400_000


class Do(Protocol):
    """Runs a command on a data folder; it must end with 0. `ago`: so many milliseconds before now."""

    def __call__(
        self, data: str, *arguments: str, stdin: str = "", environment: dict[str, str] | None = None, ago: int = 0
    ) -> Ended: ...


_CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:护校
LOCATION:校门
DTSTART:20260306T070000
DURATION:PT1H
RRULE:FREQ=WEEKLY;COUNT=3
END:VEVENT
END:VCALENDAR
"""


def built(do: Do, place: Path, *, all_of_it: bool) -> dict[str, str]:
    """Make everything in the folder `place`, or only the school's own desks, plain and protected; returns the names that stand
    in the lines of the tasks."""
    (place / "roster.csv").write_text(ROSTER, "utf-8")
    (place / "more.csv").write_text(MORE, "utf-8")
    (place / "calendar.ics").write_text(_CALENDAR, "utf-8")
    (place / "paper.csv").write_text("学号,签到,签退\n004,09:00,11:00\n005,09:00,11:30\n", "utf-8")
    (place / "returned.csv").write_text("姓名,时长\n学生1,1.5\n", "utf-8")
    (place / "teams.csv").write_text("代码,名称\nYZ,渝中实验小学\n", "utf-8")
    (place / "people.csv").write_text(
        "学号,姓名,证件号码\n"
        + "".join(f"{n:03d},学生{n},{identity_number(f'1101012001020300{n}')}\n" for n in (1, 2)),
        "utf-8",
    )
    (place / "seal.txt").write_text(str(x25519.Identity.generate().to_public()), "utf-8")
    for folder in ("stick", "receipts"):
        (place / folder).mkdir()
    (place / "stick" / "001.png").write_bytes(b"an older picture")
    names = {**_school(do), **_recorded(do, place), **_protected(do)}
    if all_of_it:
        names |= {**_heir(do), **_alone(do), **_town(do, place), **_guarded(do)}
        _leavers(do, place)
    return names


def _objects(done: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def _code(out: str) -> str:
    """The recovery code in what a command printed."""
    return next(line for line in out.splitlines() if "code" in line.lower()).split(": ", 1)[1].strip()


def lines(badges: Iterable[str], at: str) -> str:
    """Lines of a scanner's memory."""
    return "".join(f"2026-03-05T{at}+08:00\t{badge}\n" for badge in badges)


def _desk(
    do: Callable[..., Ended], data: str, environment: dict[str, str] | None = None, ago: int = 0, team: str = "FD"
) -> list[str]:
    """A team's first desk with a roster and two activities; returns the badges of its people."""
    more = {"environment": environment, "ago": ago}
    do(data, "init", "--team", team, "--name", "复旦中学", **more)
    do(data, "roster", "import", "roster.csv", **more)
    for code, name in (("A1", "清洁"), ("A2", "护绿"), ("A3", "宣传")):
        do(data, "activity", "add", "--code", code, "--name", name, *_PLAN, **more)
    return [one["badge"] for one in _objects(do(data, "roster", "list", "--json", **more))]


def _school(do: Do) -> dict[str, str]:
    """The first desk, and another one with an activity of the same code."""
    badges = _desk(do, "first")
    for at, count in (("09:10:00", 3), ("10:20:00", 2)):
        do("first", "scan", "--activity", "A1", "-", stdin=lines(badges[:count], at))
    do("first", "activity", "close", "A2")
    do("first", "kit", "team.hdkit")
    do("second", "init", "--kit", "team.hdkit", "--desk", "2")
    for data in ("first", "second"):
        do(data, "activity", "add", "--code", "C1", "--name", f"护校 {data}", *_PLAN)
    do("second", "scan", "--activity", "A1", "-", stdin=lines(badges[3:5], "09:40:00"))
    do("second", "export", "before.hdpack")
    do("first", "take", "before.hdpack")
    do("second", "scan", "--activity", "A1", "-", stdin=lines(badges[3:5], "11:00:00"))
    do("second", "export", "second.hdpack")
    witness = str(_objects(do("second", "witness", "show", "--activity", "A1", "--json"))[0]["code"])
    return {"witness": witness, "scans": lines(badges[:4], "11:30:00"), "second_desk": _objects(do("second", "verify", "second.hdpack", "--json"))[0]["desk"]}  # fmt: skip


def _recorded(do: Do, place: Path) -> dict[str, str]:
    """More that commands take up: a certificate, a diary, an objection, a batch; then a backup."""
    sessions = {one["volunteer"]: str(one["open_event"]) for one in _objects(do("first", "sessions", "--json"))}
    do("first", "confirm", sessions["001"])
    do("first", "certificate", "issue", "c.pdf", "001")
    certificate = _objects(do("first", "certificate", "list", "--json"))[0]["number"]
    entry = str(_objects(do("first", "diary", "add", "001", "在河边", "--json"))[0]["entry"])
    do("first", "objection", "raise", sessions["001"], "--reason", "试验")
    do("first", "note", "set", "001", "花生过敏")
    do("first", "thing", "give", "003", "钥匙", "--activity", "A1")
    objected = str(_objects(do("first", "objection", "list", "--json"))[0]["event"])
    do("first", "batch", "write", "student-hours", "batch.xlsx", "--all", "--identities", "people.csv")
    batch = str(_objects(do("first", "batch", "list", "--json"))[0]["number"])
    do("first", "add", "--volunteer", "005", "--activity", "A2", "--minutes", "6000", "--insist", "--reason", "试验")
    asked = next(one for one in _objects(do("first", "audit", "list", "--json")) if one["measure"] == "share")
    (place / "sample.csv").write_text(f"event,what does not hold\n{sessions['001']},none\n", "utf-8")
    (place / "photo.jpg").write_bytes(b"a photo")
    # The days below stand still, and the clock of this computer doesn't.
    do("first", "policy", "set", "claim_years=false")
    rows = "学号,服务单位,联系人,日期,时长,证明材料\n003,公园,王,2026-03-01,2,photo.jpg\n004,公园,王,2026-03-01,1,photo.jpg\n"
    (place / "claims.csv").write_text(rows, "utf-8")
    (place / "posts.csv").write_text("岗位,需要人数,学号\n校门,3,001\n检录处,2,002\n", "utf-8")
    (place / "signup.csv").write_text("学号,岗位\n004,校门\n", "utf-8")
    do("first", "post", "add", "校门", "--activity", "A1", "--needed", "3")
    said = ("--unit", "图书馆", "--contact", "李", "--on", "2026-03-01", "--hours", "2", "--evidence", "photo.jpg")
    claim = str(_objects(do("first", "claim", "add", "001", *said, "--json"))[0]["claim"])
    do("first", "backup", "first.backup")
    do("first", "export", "first.hdpack")
    names = {"finding": str(asked["finding"]), "event": sessions["002"], "objected": objected}
    return {**names, "claim": claim, "certificate": certificate, "entry": entry, "batch": batch}


def _protected(do: Do) -> dict[str, str]:
    """A desk that is protected."""
    badges = _desk(do, "locked")
    do("locked", "backup", "locked/backups/monday.db")
    done = do("locked", "protect", environment=OPEN)
    do("locked", "backup", "locked.backup", environment=OPEN)
    return {"code": _code(done.out), "locked_scans": lines(badges[:4], "10:30:00")}


def _heir(do: Do) -> dict[str, str]:
    """A desk that is made from the kit of a protected one, and one with a sheet in its folder and people on a publicity list."""
    do("locked", "kit", "locked.hdkit", environment=OPEN)
    do("heir", "init", "--kit", "locked.hdkit", "--desk", "2", environment=OPEN)
    people = _desk(do, "printed")
    do("printed", "policy", "set", "publicity_working_days=3", "--from", "2026-01-01")
    for at in ("09:00:00", "10:00:00"):
        do("printed", "scan", "--activity", "A1", "-", stdin=lines(people[:2], at))
    do("printed", "confirm", "--activity", "A1")
    do("printed", "badges", "printed/badges.pdf")
    return {}


def _alone(do: Do) -> dict[str, str]:
    """A laptop of the same team that was set up by itself."""
    _desk(do, "moved_up")
    do("moved_up", "year", "close")
    _desk(do, "lone")
    do("lone", "export", "lone.hdpack")
    return {"lone": str(_objects(do("lone", "export", "lone.hdkey", "--json"))[0]["fingerprint"])}


def _town(do: Do, place: Path) -> dict[str, str]:
    """A district that the school reported to, its kit and its receipt; after that the school recorded more."""
    for data in ("district", "sealed"):
        do(data, "district", "init", "--code", "YZQ", "--name", "教委")
        do(data, "district", "trust", "first.hdpack")
        do(data, "district", "merge", "first.hdpack")
    do("sealed", "district", "protect", environment=OPEN)
    for data in ("other", "brought"):
        _desk(do, data, team="XH")
    do("other", "export", "other.hdpack")
    do("district", "district", "trust", "other.hdpack")
    do("district", "district", "kit", "district.hdkit")
    do("first", "kit", "--take", "district.hdkit")
    do("first", "transfer", "give", "001.hdleave", "001")
    for data in ("other", "brought"):
        do(data, "kit", "--take", "district.hdkit")
    do("brought", "transfer", "take", "001.hdleave", "001", "--insist")
    do("district", "district", "receipt", "sent")
    do("first", "add", "--volunteer", "003", "--activity", "A1", "--minutes", "20", "--reason", "试验")
    do("first", "export", "newer.hdpack")
    return {"receipt": str(next(path for path in (place / "sent").iterdir()).relative_to(place))}


def _leavers(do: Do, place: Path) -> None:
    """A desk whose people left three years ago: they alone were born on the day that all had in the first list."""
    _desk(do, "leavers", ago=_YEARS)
    (place / "fewer.csv").write_text(HEAD + "001,学生1,七1班,学生,2001-09-09\n", "utf-8")
    do("leavers", "roster", "import", "fewer.csv", "--replace", ago=_YEARS)


def _guarded(do: Do) -> dict[str, str]:
    """A desk with a PIN."""
    do("guarded", "init", "--team", "FD", "--name", "复旦中学")
    done = do("guarded", "pin", "set", environment={"HOURDESK_NEW_PIN": "482916"})
    return {"pin_code": _code(done.out)}
