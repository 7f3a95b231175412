"""Two numbers turn out to be one person: by command, and everything follows the number that stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from checkin.rules.events import Link
from checkin.rules.signature import Signature
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer, Run

Badge = Callable[[str], str]
WHY = ("--reason", "同一个人")


@pytest.fixture
def clock() -> StandingClock:
    """It is noon on the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def walk_in(desk: Run) -> str:
    """张伟 of 七1班 came without a badge, and got a number on the spot beside his 001."""
    made = desk("roster", "add", "--name", "张伟", "--insist", "--json")
    assert made.code == 0
    return str(made.objects[0]["number"])


def badges_of(run: Run) -> dict[str, str]:
    return {row["number"]: row["badge"] for row in run("roster", "list", "--json").objects}


def scanned(run: Run, *lines: str) -> Answer:
    return run("scan", "--activity", "A1", "-", stdin="".join(f"2024-03-05T{line}\n" for line in lines))


def rows(run: Run) -> list[tuple[str, int, str]]:
    return [(row["volunteer"], row["minutes"], row["status"]) for row in run("sessions", "--json").objects]


def linked(run: Run, one: str, other: str, *more: str) -> str:
    done = run("link", one, "--same-as", other, *WHY, "--json", *more)
    assert done.code == 0, done.err
    return str(done.objects[0]["event"])


def test_a_walk_in_turns_out_to_be_001(desk: Run, walk_in: str) -> None:
    """A check-in with one badge and a check-out with the other is one session; before → after is said first."""
    badges = badges_of(desk)
    assert scanned(desk, f"09:00\t{badges['001']}", f"11:00\t{badges[walk_in]}").code == 0
    assert rows(desk) == [("001", 0, "open"), (walk_in, 0, "open")]
    looked = desk("link", walk_in, "--same-as", "001", *WHY, "--dry-run")
    assert looked.code == 0 and "1 person from now" not in looked.out and rows(desk)[1][0] == walk_in
    done = desk("link", walk_in, "--same-as", "001", *WHY)
    assert done.code == 0 and "0 min → 2 h" in done.err and "counted under 001" in done.err
    assert rows(desk) == [("001", 120, "closed")]
    event = done.out.split()[2].rstrip(";")
    assert desk("void", event, "--reason", "不是").code == 0
    assert rows(desk) == [("001", 0, "open"), (walk_in, 0, "open")]
    assert linked(desk, walk_in, "001") and rows(desk) == [("001", 120, "closed")]
    assert desk("check").code == 0


def test_what_is_no_link_is_refused_with_the_reason(desk: Run, walk_in: str) -> None:
    def said(one: str, other: str) -> str:
        answer = desk("link", one, "--same-as", other, *WHY)
        assert answer.code == 1 and answer.out == ""
        return answer.err

    assert "same number" in said("001", "001")
    assert "nobody in the roster has the number 999" in said("999", "001") and "999" in said("001", "999")
    assert "another team's" in said("YZ/7", "001") and "another team's" in said("001", "YZ/7")
    linked(desk, walk_in, "001")
    assert "one person already" in said("001", walk_in) and "one person already" in said(walk_in, "001")
    assert desk("link", walk_in, "--same-as", "001").code == 2


def test_names_that_differ_are_told_and_want_insistence(desk: Run) -> None:
    """001 of 七1班 and 003 of 七2班: name and class differ; a pupil and a teacher differ in kind too."""
    refused = desk("link", "003", "--same-as", "001", *WHY)
    assert refused.code == 1 and "names differ (张伟, 王小明)" in refused.err and "classes differ" in refused.err
    assert "姓名不同" in desk("link", "T01", "--same-as", "001", *WHY, "--lang", "zh").err
    assert linked(desk, "T01", "001", "--insist")
    assert "kinds differ" in desk("link", "003", "--same-as", "T01", *WHY, "--insist").err


def test_links_chain_and_are_listed(desk: Run, walk_in: str) -> None:
    """W is 002, and 002 is 001: all count under 001; without the first link 002 is still 001."""
    first = linked(desk, walk_in, "002", "--insist")
    linked(desk, "002", "001", "--insist")
    badges = badges_of(desk)
    scanned(desk, f"09:00\t{badges[walk_in]}", f"10:00\t{badges['002']}", f"10:00:01\t{badges['001']}")
    assert rows(desk) == [("001", 60, "closed")]
    listed = desk("link", "--list", "--json").objects
    assert [(one["volunteer"], one["same_as"], one["reason"]) for one in listed] == [
        (walk_in, "002", "同一个人"), ("002", "001", "同一个人")
    ]  # fmt: skip
    assert desk("void", first, *WHY).code == 0
    assert rows(desk) == [(walk_in, 0, "open"), ("001", 0, "open")]
    assert len(desk("link", "001", "--list", "--json").objects) == 1


def test_everything_follows_the_number_that_stands(desk: Run, walk_in: str, tmp_path: Path) -> None:
    """Added hours, stars, commendations, trainings, certificates, diary, objections, exports, lists."""
    badges = badges_of(desk)
    scanned(desk, f"09:00\t{badges['001']}", f"10:00\t{badges['001']}")
    scanned(desk, f"10:30\t{badges[walk_in]}", f"11:30\t{badges[walk_in]}")
    for command in (
        ("add", "--volunteer", walk_in, "--activity", "A1", "--minutes", "30", *WHY),
        ("commend", walk_in, "--title", "优秀志愿者", "--by", "学校"),
        ("diary", "add", walk_in, "捡垃圾"),
    ):
        assert desk(*command).code == 0, command
    linked(desk, walk_in, "001")
    assert sum(row[1] for row in rows(desk)) == 150 and {row[0] for row in rows(desk)} == {"001"}
    for number in ("001", walk_in):
        (page,) = desk("volunteer", number, "--json").objects[:1]
        assert (page["number"], page["minutes"]) == ("001", 150)
        assert "捡垃圾" in desk("diary", "list", "--volunteer", number).out
        assert "优秀志愿者" in desk("volunteer", number).out
        assert desk("explain", number, "--json").out
    assert [p["number"] for p in desk("roster", "find", "张", "--json").objects] == ["001"]
    assert [p["number"] for p in desk("roster", "find", walk_in, "--json").objects] == ["001"]
    both = {row["number"]: row.get("same_as") for row in desk("roster", "list", "--json").objects}
    assert both[walk_in] == "001" and both["001"] is None
    assert f"= {walk_in}" in desk("roster", "find", "001").out
    issued = desk("certificate", "issue", tmp_path / "c.pdf", "--everybody", "--all", "--json")
    assert [one["volunteer"] for one in issued.objects] == ["001"]
    assert len(desk("certificate", "list", "--json").objects) == 1
    assert len(desk("certificate", "list", "--volunteer", walk_in, "--json").objects) == 1
    sheet = tmp_path / "badges.pdf"
    assert "4 badges" in desk("badges", sheet).out
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(sheet))
    assert walk_in not in text and text.count("张伟") == 1
    out = tmp_path / "list.csv"
    assert desk("roster", "export", out).code == 0 and walk_in not in out.read_text("utf-8-sig")


def test_a_lost_badge_of_somebody_with_two_numbers(desk: Run, walk_in: str, clock: StandingClock) -> None:
    """Both badges scan as one person; a new one ends both, and the roster that comes in again mints none."""
    badges = badges_of(desk)
    linked(desk, walk_in, "001")
    assert scanned(desk, f"09:00\t{badges[walk_in]}").code == 0 and rows(desk) == [("001", 0, "open")]
    (new,) = desk("badges", "reissue", walk_in, "--json").objects
    clock.advance(600_000)
    late = scanned(desk, f"12:05\t{badges[walk_in]}", f"12:06\t{badges['001']}")
    assert late.code == 1 and len(late.err.splitlines()) == 2 and rows(desk) == [("001", 0, "open")]
    assert scanned(desk, f"12:08\t{new['badge']}").code == 0 and rows(desk) == [("001", 188, "closed")]
    assert badges_of(desk)["001"] == new["badge"] and badges_of(desk)[walk_in] is None


def test_a_roster_that_lists_both_keeps_them_one_person(desk: Run, tmp_path: Path) -> None:
    """001 and 003 are linked, and both stand in the next list; then only 001 does: 003 stays known."""
    linked(desk, "003", "001", "--insist")
    assert desk("badges", "reissue", "001").code == 0
    roster = tmp_path / "roster.csv"
    assert desk("roster", "import", roster).code == 0
    badges = badges_of(desk)
    assert badges["003"] is None and badges["001"]
    scanned(desk, f"09:00\t{badges['001']}", f"10:00\t{badges['001']}")
    assert rows(desk) == [("001", 60, "closed")]
    assert "七1班" in desk("group", "in", "--activity", "A1", "--class", "七1班", "--teacher", "T01").out
    assert desk("group", "in", "--activity", "A1", "--class", "七2班", "--teacher", "T01").code == 1


def test_a_consent_that_was_given_for_one_number_holds_for_the_person(desk: Run, clock: StandingClock) -> None:
    """Where an unknown birth date is a minor's, a walk-in's hours wait; the pupil's consent frees them."""
    assert desk("policy", "set", "unknown_birth_is_minor=true").code == 0
    assert desk("consent", "given", "--number", "001", "--who", "母亲").code == 0
    clock.advance(1000)
    number = desk("roster", "add", "--name", "张伟", "--insist", "--json").objects[0]["number"]
    badges = badges_of(desk)
    scanned(desk, f"09:00\t{badges[number]}", f"10:00\t{badges[number]}")
    assert rows(desk) == [(number, 0, "needs_review")]
    linked(desk, number, "001")
    assert rows(desk) == [("001", 60, "closed")]
    assert number not in desk("consent", "list", "--json").out and "001" not in desk("consent", "list", "--json").out


def test_two_desks_that_linked_one_number_to_two_can_be_put_right(
    desk: Run, walk_in: str, data: Path, clock: StandingClock
) -> None:
    """The other desk said that W is 003; here it is 001. All three are one until one link is struck out."""
    with open_store(data, clock.clock) as store:
        elsewhere = store.ledger.record(Link(f"FD/{walk_in}", "FD/003"), signed=Signature("李", "像"))
    linked(desk, walk_in, "001", "--insist")
    assert desk("void", elsewhere.id, *WHY).code == 0
    assert [p["number"] for p in desk("roster", "find", "王小明", "--json").objects] == ["003"]
    assert [p["number"] for p in desk("roster", "find", walk_in, "--json").objects] == ["001"]


def test_a_link_wants_the_pin_where_one_is_set(desk: Run, walk_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURDESK_NEW_PIN", "2468")
    assert desk("pin", "set").code == 0
    refused = desk("link", walk_in, "--same-as", "001", *WHY)
    assert refused.code == 1 and "HOURDESK_PIN" in refused.err
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    assert linked(desk, walk_in, "001")


def test_a_day_that_a_link_makes_too_full_is_told_before_and_after(desk: Run, walk_in: str, tmp_path: Path) -> None:
    """Claims of one day beyond its 24 hours, and a child's scans beyond the hours of its age, which the roster says of the number
    that is given up alone.
    """
    (tmp_path / "desk" / "guard.toml").write_text("[[age]]\nunder = 18\nhours_a_day = 3\n", "utf-8")
    (tmp_path / "list.csv").write_text(f"学号,姓名,出生日期\n{walk_in},张伟,2012-01-01\n", "utf-8")
    assert desk("roster", "import", str(tmp_path / "list.csv"), "--add").code == 0
    for number in ("001", walk_in):
        (photo := tmp_path / f"{number}.txt").write_text(number, "utf-8")
        where = ("--evidence", photo, "--unit", "图书馆", "--contact", "李", "--on", "2024-03-04", "--hours", "14")
        (claimed,) = desk("claim", "add", number, *where, "--json").objects
        assert desk("claim", "verify", claimed["claim"], "--reason", "x").code == 0
    badges = badges_of(desk)
    first, second = badges["001"], badges[walk_in]
    came = (f"08:00\t{first}", f"10:00\t{first}", f"10:05\t{second}", f"11:50\t{second}")
    assert scanned(desk, *came).code == 0
    done = desk("link", walk_in, "--same-as", "001", *WHY, "--json")
    assert [(one["day"], one["minutes_before"], one["minutes_after"], one["most"], one["under"]) for one in done.objects[0]["change"]["overfull"]] == [
        ("2024-03-04", 840, 1680, 1440, None), ("2024-03-05", 120, 225, 180, 18)
    ]  # fmt: skip
    assert "2024-03-04: 14 h → 28 h, but a day has 24 hours" in done.err
    assert "2024-03-05: 2 h → 3 h 45 min, more than is meant for an age under 18 (3 h a day)" in done.err
    assert desk("void", done.objects[0]["event"], "--reason", "x").code == 0
