"""Activities go into a calendar file and come out of one: shown first, all or none, none twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.portions import share
from tests.tui.cli.conftest import Run

GREEN = "UID:1@phone\nSUMMARY:绿化\nLOCATION:花园\nCATEGORIES:绿色环保\n"
TIMES = "DTSTART;TZID=Asia/Shanghai:20260306T083000\nDTEND;TZID=Asia/Shanghai:20260306T100000\n"


def calendar(file: Path, *events: str) -> Path:
    """A calendar file of events, each given as its lines."""
    body = "".join(f"BEGIN:VEVENT\n{event.rstrip()}\nEND:VEVENT\n" for event in events)
    file.write_bytes(f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".replace("\n", "\r\n").encode())
    return file


def codes(run: Run) -> set[str]:
    return {row["code"] for row in run("activity", "list", "--json").objects}


def test_what_a_calendar_says_is_shown_then_taken_and_not_twice(desk: Run, tmp_path: Path) -> None:
    file = calendar(tmp_path / "a.ics", GREEN + TIMES)
    shown = desk("activity", "import", file, "--dry-run")
    assert "绿化" in shown.out and "2026-03-06 08:30–10:00" in shown.out and codes(desk) == {"A1"}
    made = desk("activity", "import", file, "--json").objects[0]
    assert (made["state"], made["written"], made["place"], made["category"]) == ("new", True, "花园", "绿色环保")
    assert made["code"].startswith("cal-") and made["start"] == "2026-03-06T08:30:00+08:00"
    again = desk("activity", "import", file, "--json").objects[0]
    assert (again["state"], again["written"], again["code"]) == ("there", False, made["code"])
    later = calendar(file, (GREEN + TIMES).replace("花园", "公园"))
    changed = desk("activity", "import", later)
    assert made["code"] in changed.err and codes(desk) == {"A1", made["code"]}


def test_what_the_desk_wrote_is_read_by_others_and_known_when_it_comes_back(desk: Run, tmp_path: Path) -> None:
    desk(
        "activity",
        "add",
        "--code",
        "N1",
        "--name",
        "守夜, 一;二",
        "--place",
        "校门",
        "--start",
        "2026-03-06T20:00",
        "--end",
        "02:00",
    )
    out = tmp_path / "out.ics"
    assert desk("activity", "export", out, "--json").objects == [
        {"result": "written", "file": str(out), "activities": 2}
    ]
    read = {str(one["SUMMARY"]): one for one in Calendar.from_ical(out.read_bytes()).walk("VEVENT")}
    night = read["守夜, 一;二"]
    assert f"{night['DTSTART'].dt:%d %H:%M}–{night['DTEND'].dt:%d %H:%M}" == "06 20:00–07 02:00"
    states = {row["state"] for row in desk("activity", "import", out, "--json").objects}
    assert states == {"there"} and codes(desk) == {"A1", "N1"}
    assert desk("activity", "export", tmp_path / "out.xlsx").code == 1


def test_an_event_that_repeats_comes_in_day_by_day(desk: Run, tmp_path: Path) -> None:
    """Every Friday until the end of March, but not on the 13th; the 20th is an hour later."""
    weekly = GREEN + TIMES + "RRULE:FREQ=WEEKLY;UNTIL=20260327T235959Z\nEXDATE;TZID=Asia/Shanghai:20260313T083000\n"
    moved = GREEN + TIMES.replace("20260306T08", "20260320T09").replace("20260306T10", "20260320T11")
    moved += "RECURRENCE-ID;TZID=Asia/Shanghai:20260320T083000\n"
    file = calendar(tmp_path / "a.ics", moved, weekly)
    starts = [row["start"][5:16] for row in desk("activity", "import", file, "--json").objects]
    assert starts == ["03-06T08:30", "03-20T09:30", "03-27T08:30"]
    endless = calendar(tmp_path / "b.ics", (GREEN + TIMES).replace("1@", "2@") + "RRULE:FREQ=WEEKLY\n")
    refused = desk("activity", "import", endless)
    assert refused.code == 1 and "--until" in refused.err
    placeless = calendar(tmp_path / "c.ics", weekly.replace("LOCATION", "X-PLACE").replace("1@", "3@"))
    assert desk("activity", "import", placeless).err.count("no place") == 1
    some = desk("activity", "import", endless, "--until", "2026-03-20", "--json").objects
    assert [row["state"] for row in some] == ["new"] * 3


BAD = {
    "DTSTART;VALUE=DATE:20260306\n": "whole days",
    "DTSTART:20260306T083000Z\n": "no end",
    "DTEND:20260306T083000Z\n": "no start",
    "DTSTART:20260306T083000\nDTEND:20260306T073000\n": "before it starts",
    "DTSTART;TZID=Mars/Base:20260306T083000\nDTEND;TZID=Mars/Base:20260306T093000\n": "Mars/Base",
    "DTSTART:some day\nDTEND:20260306T073000\n": "can't be read",
    "DTSTART:20260306T083000\nDURATION:PT1H\nRRULE:FREQ=SECONDLY;COUNT=9\n": "rule",
    "DTSTART:20260306T083000\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0;COUNT=9\n": "rule",
    "DTSTART:20260306T083000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=90000\n": "100 times",
    "DTSTART:20260306T083000\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2\n": "not one that can be read",
    "DTSTART:20260306T083000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=XX\n": "",
}  # fmt: skip


@pytest.mark.parametrize("lines", share(BAD, 0, 2))
def test_one_event_that_can_not_come_in_holds_all_back_unless_it_is_left_out(
    desk: Run, tmp_path: Path, lines: str
) -> None:
    file = calendar(tmp_path / "a.ics", GREEN + TIMES, "UID:2\nSUMMARY:坏\nLOCATION:花园\n" + lines)
    refused = desk("--lang", "en", "activity", "import", file)
    assert refused.code == 1 and "坏" in refused.err and BAD[lines] in refused.err and codes(desk) == {"A1"}
    assert desk("activity", "import", file, "--leave-out").code == 1 and len(codes(desk)) == 2


def test_times_of_windows_of_utc_and_of_no_zone(desk: Run, tmp_path: Path) -> None:
    """Windows has names of its own for zones; UTC and no zone are read into the team's own. No place: the one that is named."""
    times = [
        "DTSTART;TZID=China Standard Time:20260306T083000\nDURATION:PT1H\n",
        "DTSTART:20260306T003000Z\nDURATION:PT1H\n",
        "DTSTART:20260306T083000\nDURATION:PT1H\n",
    ]
    file = calendar(tmp_path / "a.ics", *(f"UID:{n}\nSUMMARY:x\n{one}" for n, one in enumerate(times)))
    assert "--place" in desk("activity", "import", file).err
    rows = desk("activity", "import", file, "--place", "校园", "--json").objects
    assert {row["start"] for row in rows} == {"2026-03-06T08:30:00+08:00"} and len(rows) == 3
    assert {row["place"] for row in rows} == {"校园"}


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04\xff\xfe", "学号,姓名".encode(), b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"],
)  # fmt: skip
def test_what_is_no_calendar_is_said(desk: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.ics").write_bytes(content)
    answer = desk("--lang", "en", "activity", "import", tmp_path / "a.ics")
    assert answer.code == 1 and "calendar" in answer.err and codes(desk) == {"A1"}


def test_a_calendar_of_100_000_entries_is_counted_and_not_taken(desk: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    file.write_text("BEGIN:VCALENDAR\n" + ("BEGIN:VEVENT\nUID:1\nEND:VEVENT\n" * 100_000) + "END:VCALENDAR\n", "utf-8")
    answer = desk("--lang", "en", "activity", "import", file)
    assert answer.code == 1 and "100000 entries" in answer.err


def test_every_friday_is_made_at_once_but_not_on_the_holiday_and_not_twice(desk: Run) -> None:
    """The pattern took place on a Tuesday, 5 March 2024; the series goes on from the week after."""
    words = ("activity", "copy", "A1", "--weekly", "--until", "2024-03-31", "--without", "2024-03-19", "--json")
    assert [row["start"][:16] for row in desk(*words, "--dry-run").objects] == ["2024-03-12T09:00", "2024-03-26T09:00"]
    assert codes(desk) == {"A1"}
    made = desk(*words).objects
    assert [(row["name"], row["place"], row["end"][11:16]) for row in made] == [("清洁家园", "公园", "12:00")] * 2
    assert desk(*words).objects == [] and len(codes(desk)) == 3
    assert desk("activity", "copy", "A1", "--on", "2024-04-01", "--name", "另一次").code == 0 and len(codes(desk)) == 4
    assert desk("activity", "copy", "A1", "--without", "2024-03-19").code == 2
    for wrong in (
        ("--until", "2024-03-01"),
        ("--until", "2124-03-01"),
        ("--until", "2024-03-12", "--without", "2024-03-12"),
    ):
        assert desk("activity", "copy", "A1", "--weekly", *wrong).code == 1
    assert len(codes(desk)) == 4


CHINA = (
    "BEGIN:VTIMEZONE\nTZID:Customized Time Zone 1\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
    "TZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE\n"
)
SUMMER = """BEGIN:VTIMEZONE
TZID:of the partner school
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
OFTEN = SUMMER.replace("FREQ=YEARLY;BYMONTH=10", "FREQ=SECONDLY;BYMONTH=10").replace(
    "FREQ=YEARLY;BYMONTH=3", "FREQ=SECONDLY;BYMONTH=3"
)


@pytest.mark.parametrize(
    ("defined", "start", "zone"),
    [
        (CHINA, "2026-07-06T08:30:00+08:00", "Asia/Shanghai"),
        (CHINA.replace("BEGIN:STANDARD", "X-LIC-LOCATION:Asia/Taipei\nBEGIN:STANDARD"), "2026-07-06T08:30:00+08:00", "Asia/Taipei"),
        (SUMMER, "2026-07-06T08:30:00+02:00", None),
        (CHINA.replace("+0800", "+0813"), None, None),
        (OFTEN, None, None),
        ("", None, None),
        ("BEGIN:VTIMEZONE\nTZID:Customized Time Zone 1\nBEGIN:STANDARD\nTZOFFSETTO:soon\nEND:STANDARD\nEND:VTIMEZONE\n", None, None),
    ],
)  # fmt: skip
def test_a_zone_that_the_calendar_defines_for_itself_is_known_by_its_clocks(
    desk: Run, tmp_path: Path, defined: str, start: str | None, zone: str | None
) -> None:
    """One whose clocks no usual zone has, that changes each second, that is cut short or not there holds the calendar back."""
    name = "of the partner school" if "partner" in defined else "Customized Time Zone 1"
    times = f"DTSTART;TZID={name}:20260706T083000\nDTEND;TZID={name}:20260706T100000\n"
    file = calendar(tmp_path / "a.ics", GREEN + times)
    file.write_text(file.read_text("utf-8").replace("BEGIN:VEVENT", defined + "BEGIN:VEVENT", 1), "utf-8")
    done = desk("activity", "import", file, "--json")
    if start is None:
        assert done.code == 1 and f"its time zone “{name}” is unknown here" in done.err and codes(desk) == {"A1"}
        return
    assert done.code == 0, done.err
    made = next(row for row in desk("activity", "list", "--json").objects if row["code"] != "A1")
    assert made["start"] == start and zone in (None, made["timezone"])


def test_an_event_in_the_hour_over_which_clocks_are_put_forward_keeps_its_length(desk: Run, tmp_path: Path) -> None:
    """2:30 to 3:00 of that night: what would be 2:30 is 3:30. One that really ends before it starts is named as before."""
    times = "DTSTART;TZID=Europe/Berlin:20260329T{}\nDTEND;TZID=Europe/Berlin:20260329T{}\n"
    file = calendar(tmp_path / "a.ics", GREEN + times.format("023000", "030000"))
    (read,) = desk("activity", "import", file, "--dry-run", "--json").objects
    assert (read["start"], read["end"]) == ("2026-03-29T03:30:00+02:00", "2026-03-29T04:00:00+02:00")
    back = desk("activity", "import", calendar(file, GREEN + times.format("034500", "031500")))
    assert back.code == 1 and "it ends before it starts" in back.err
