"""Sessions that went from post to post, put right: on the screen as at the command line, and shown before → after."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.rules.problems import Refused
from storage.store import open_store
from storage.supervision.review import read_review
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run
from tui.screens.review.amending import amend

Badge = Callable[[str], str]
PARTS = ["no post 08:00 60", "校门 09:00 60", "茶水 10:00 120"]


@pytest.fixture
def clock() -> StandingClock:
    """The evening of the large day."""
    return StandingClock(datetime(2024, 3, 5, 18, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def moved(desk: Run, badge: Badge) -> Run:
    """001 came at 8:00 at no post, went to the gate at 9:00 and to the tea at 10:00, and left at 12:00."""
    assert desk("activity", "add", "--code", "D", "--name", "运动会", "--place", "操场",
                "--start", "2024-03-05T08:00", "--end", "2024-03-05T12:00").code == 0  # fmt: skip
    for code, name in (("G", "校门"), ("T", "茶水")):
        assert desk("post", "add", code, "--name", name, "--activity", "D").code == 0
    for clock, post in (("08:00", None), ("09:00", "G"), ("10:00", "T"), ("12:00", None)):
        where = () if post is None else ("--post", post)
        scanned = desk("scan", "--activity", "D", *where, "-", stdin=f"2024-03-05T{clock}\t{badge('001')}\n")
        assert scanned.code == 0, scanned.err
    return desk


def sessions(desk: Run) -> dict[str, list[str]]:
    """Of each person the parts of all sessions."""
    found: dict[str, list[str]] = {}
    for row in desk("sessions", "--activity", "D", "--json").objects:
        parts = [
            f"{part['post_name'] or 'no post'} {part['start'][11:16]} {part['minutes']}" for part in row["segments"]
        ]
        found.setdefault(row["volunteer"], []).extend(parts)
    return found


def typed_over(data: Path, clock: StandingClock, **answers: str) -> dict[str, str]:
    """Key A on the session, with these answers; what stood in the form before."""
    with open_store(data, clock.clock) as store:
        review = read_review(store, f"{store.identity.team}/D")
        (row,), activity = review.rows, review.activity
        assert activity is not None
        deed = amend([row], activity, store.identity.team, lambda: None)
        stood = {field.name: field.value for field in deed.fields}
        deed.make({**stood, **answers, "reason": "写错"})(store)
        return stood


def test_on_the_screen_all_scans_of_a_session_go_to_the_right_person(
    moved: Run, data: Path, clock: StandingClock
) -> None:
    assert sessions(moved) == {"001": PARTS}
    typed_over(data, clock, volunteer="002")
    assert sessions(moved) == {"002": PARTS}, "no move is left behind with 001"


def test_on_the_screen_posts_and_times_of_moves_are_put_right(moved: Run, data: Path, clock: StandingClock) -> None:
    stood = typed_over(data, clock, post0="茶水", moved1="9:30")
    assert [stood[name] for name in ("post0", "moved1", "post1")] == ["", "09:00:00", "校门"]
    assert (stood["moved2"], stood["post2"]) == ("10:00:00", "茶水")
    assert sessions(moved) == {"001": ["茶水 08:00 90", "校门 09:30 30", "茶水 10:00 120"]}
    typed_over(data, clock, post0="-")
    assert sessions(moved)["001"][0] == "no post 08:00 90"


def test_a_move_does_not_go_beyond_the_check_in_or_the_next_move(moved: Run, data: Path, clock: StandingClock) -> None:
    for answers in ({"moved1": "7:30"}, {"moved1": "10:30"}, {"start": "9:30:00"}, {"end": "9:45:00"}):
        with pytest.raises(Refused) as refused:
            typed_over(data, clock, **answers)
        assert [problem.code for problem in refused.value.problems] == ["move_out_of_order"]
    assert sessions(moved) == {"001": PARTS}


def test_another_post_is_shown_before_and_after(moved: Run) -> None:
    (row,) = moved("sessions", "--activity", "D", "--json").objects
    told = moved("amend", row["open_event"], "--post", "茶水", "--reason", "写错").out.splitlines()
    assert told[1].endswith("no post 1:00; 校门 1:00; 茶水 2:00") and told[2].endswith("茶水 3:00; 校门 1:00")


@pytest.mark.parametrize("named", share(["校门", " 校\u200d门 ", "ｇ", "G\u202e", "校 门"], 0, 2))
def test_a_post_is_meant_however_its_name_is_typed(moved: Run, badge: Badge, named: str) -> None:
    answer = moved(
        "scan", "--activity", "D", "--post", named, "--json", "-", stdin=f"2024-03-05T09:00\t{badge('002')}\n"
    )
    assert (answer.objects[0]["post"], answer.err) == ("G", "")


def test_a_code_holds_nothing_that_nobody_sees(moved: Run) -> None:
    added = moved("post", "add", "a\u202eb", "--activity", "D", "--json")
    assert json.loads(added.out.splitlines()[-2])["post"] == "ab"
    assert moved("post", "add", "\u202e\u200d", "--activity", "D").code == 1
    assert moved("post", "add", "x\x9by", "--name", "n", "--activity", "D").code == 0
    assert [row["post"] for row in moved("post", "list", "--activity", "D", "--json").objects] == ["G", "T", "ab", "xy"]
