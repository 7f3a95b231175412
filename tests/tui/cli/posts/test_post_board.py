"""Who has not come to which post, who stands there without a sign-up, and posts that change while people stand at them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run
from tests.tui.cli.posts.conftest import Bring, StandAt


def rows(day: Run) -> dict[str, dict[str, Any]]:
    """The rows of the board, by post and hour of their start."""
    found = day("post", "board", "--activity", "A1", "--json").objects
    return {f"{one['post']} {(one.get('start') or '')[11:13]}".strip(): one for one in found}


def test_who_has_not_come_to_which_post(day: Run, bring: Bring, stand: StandAt) -> None:
    bring()
    stand("校门", "7:55", "001")
    stand("检录处", "8:05", "002")
    found = rows(day)
    gate = found["校门 08"]
    assert (gate["state"], gate["needed"], gate["here"], gate["lacking"]) == ("within", 2, ["001"], 1)
    assert gate["missing"] == [
        {
            "volunteer": "002",
            "name": "李娜",
            "late_since": "2024-03-05T08:00:00+08:00",
            "at_post": "检录处",
            "on_site": True,
        }
    ]
    assert found["检录处 08"]["without_signup"] == ["002"]
    assert [one["volunteer"] for one in found["检录处 08"]["missing"]] == ["T01"]
    assert found["校门 10"]["state"] == "before" and found["校门 10"]["missing"][0]["late_since"] is None
    said = day("post", "board")
    assert "× 李娜 七1班 002  since 08:00, 30 min, stands at 检录处" in said.out
    assert "+ 李娜 七1班 002  without a sign-up" in said.out


def test_a_full_post_says_three_of_two(day: Run, bring: Bring, stand: StandAt) -> None:
    bring()
    stand("校门", "8:00", "001", "002", "003")
    gate = rows(day)["校门 08"]
    assert (gate["here"], gate["without_signup"], gate["lacking"]) == (["001", "002", "003"], ["003"], 0)
    assert "full: 3 of 2" in day("post", "board").out


def test_scans_at_a_full_post_are_taken_and_told(day: Run, bring: Bring) -> None:
    """It is half past eight; 003 signed up for ten o'clock, T01 for another post."""
    bring()
    persons = [word for number in ("001", "003", "T01") for word in ("--volunteer", number)]
    answer = day("scan", "--activity", "A1", "--post", "校门", *persons)
    assert answer.code == 0 and len(answer.lines) == 3
    assert answer.err.splitlines() == ["校门 is full: 3 of 2. Signed up for 检录处 08:00–12:00."]


def test_whoever_moves_on_has_left_the_first_post(day: Run, bring: Bring, stand: StandAt) -> None:
    bring()
    stand("校门", "8:00", "001")
    stand("检录处", "8:20", "001")
    gate = rows(day)["校门 08"]
    assert (gate["here"], gate["came"], gate["left"]) == ([], ["001"], ["001"])
    assert rows(day)["检录处 08"]["here"] == ["001"]


def test_after_the_check_out_at_the_gate_nobody_stands_there(day: Run, bring: Bring, stand: StandAt) -> None:
    bring()
    stand("校门", "8:00", "001")
    stand(None, "8:25", "001")
    assert rows(day)["校门 08"]["here"] == [] and rows(day)["校门 08"]["left"] == ["001"]


def test_without_scans_at_posts_the_gate_alone_tells_who_is_where(day: Run, bring: Bring, stand: StandAt) -> None:
    bring()
    stand(None, "8:10", "001", "003")
    gate = rows(day)["校门 08"]
    assert gate["here"] == ["001"] and [one["volunteer"] for one in gate["missing"]] == ["002"]
    assert "No scan was taken at a post" in day("post", "board").err


def test_over_midnight_the_missing_are_still_missing(day: Run, bring: Bring, clock: StandingClock) -> None:
    bring("岗位,开始,结束,需要人数,学号\n收场,2024-03-05 23:00,2024-03-06 1:00,1,001\n")
    clock.advance(16 * 3_600_000)
    found = day("post", "board", "--activity", "A1", "--json").objects[0]
    assert (found["state"], found["missing"][0]["late_since"]) == ("within", "2024-03-05T23:00:00+08:00")


@pytest.mark.parametrize(
    "words",
    [
        ("remove", "校门"),
        ("remove", "校门", "--shift", "8:00"),
        ("edit", "校门", "--shift", "8:00", "--to", "8:30-10:30"),
    ],
)
def test_a_post_that_goes_or_is_moved_while_people_stand_there(
    day: Run, bring: Bring, stand: StandAt, words: tuple[str, ...]
) -> None:
    bring()
    stand("校门", "8:00", "001", "002")
    before = day("post", "list", "--json").out
    answer = day("post", *words)
    assert answer.code == 1 and "2 people stand at posts" in answer.err and "张伟 (001), 李娜 (002)" in answer.err
    assert day("post", "list", "--json").out == before
    assert day("post", *words, "--insist").code == 0
    assert day("post", "list", "--json").out != before


def test_a_new_list_that_takes_the_post_away_asks_the_same(day: Run, bring: Bring, stand: StandAt) -> None:
    bring()
    stand("校门", "8:00", "001")
    new = "岗位,需要人数\n检录处,1\n"
    assert "one person stands at a post" in bring(new).err
    looked = bring(new, "--dry-run")
    assert looked.code == 0 and "one person stands at a post" in looked.err
    assert bring(new, "--insist", "--json").objects[-1]["standing"] == 1
    gone = rows(day)["校门"]
    assert (gone["planned"], gone["here"]) == (False, ["001"])
    assert "which is no post of the plan: 张伟" in day("post", "board").out


def test_other_numbers_and_names_are_changed_while_people_stand_there(day: Run, bring: Bring, stand: StandAt) -> None:
    bring()
    stand("校门", "8:00", "001")
    words = ("--shift", "8:00", "--needed", "5", "--sign-up", "003", "--take-off", "002", "--name", "东校门")
    assert day("post", "edit", "校门", *words).code == 0
    assert rows(day)["校门 08"]["name"] == "东校门" and rows(day)["校门 08"]["here"] == ["001"]


def test_an_activity_is_not_moved_under_the_people_at_its_posts_unless_somebody_insists(
    day: Run, bring: Bring, stand: StandAt
) -> None:
    """Its shifts would go along. A shift at which nobody stands goes along unasked."""
    bring()
    stand("校门", "8:00", "001")
    stand("机动", "8:00", "002")
    moved = ("activity", "edit", "A1", "--start", "2024-03-05T08:30", "--end", "2024-03-05T12:30")
    looked = day(*moved, "--dry-run")
    assert looked.code == 0 and "张伟 (001)" in looked.err
    refused = day(*moved)
    assert refused.code == 1 and "one person stands at a post that this takes away or moves: 张伟 (001)" in refused.err
    assert [one["start"][11:16] for one in day("post", "list", "--json").objects[:3]] == ["08:00", "10:00", "08:00"]
    answer = day(*moved, "--insist")
    assert answer.code == 0 and "the shifts of its posts; 1 person stands there now" in answer.err
    assert [one["start"][11:16] for one in day("post", "list", "--json").objects[:3]] == ["08:30", "10:30", "08:30"]
    longer = day("activity", "edit", "A1", "--end", "2024-03-05T12:40")
    assert longer.code == 0 and "the shifts of its posts." in longer.err, (
        "nobody stands at the one that lasts as long as it"
    )


def test_the_list_to_hang_up(day: Run, bring: Bring, tmp_path: Path) -> None:
    assert "no posts yet" in day("post", "print", tmp_path / "p.pdf").err
    bring()
    assert day("post", "print", tmp_path / "p.pdf", "--json").objects[0]["pages"] == 1
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
    assert day("post", "print", tmp_path / "p.txt").code == 1


def test_in_chinese_too(day: Run, bring: Bring, stand: StandAt) -> None:
    bring()
    stand("检录处", "8:05", "002")
    said = day("post", "board", "--lang", "zh").out
    assert "08:00 起迟到 30 分、人在检录处" in said and "进行中" in said and "未报名" in said
