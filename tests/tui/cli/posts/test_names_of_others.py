"""Names of posts and things: never those of people, and from foreign logs without what turns a line round."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from checkin.rules.events import ActivityChange, Direction, HandOut, Scan
from checkin.rules.posts import Post, plan_of
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

BAD = "\u202eG\u2066A\u009bPOST\u200f"
UNSEEN = "\u202e\u2066\u009b\u200f"


def test_no_file_for_people_holds_what_turns_a_line_round(
    day: Run, data: Path, clock: StandingClock, tmp_path: Path
) -> None:
    with open_store(data, clock.clock) as store:
        place = f"{store.identity.team}/A1"
        store.ledger.record(ActivityChange(place, {"posts": plan_of([Post("P\u202e1", BAD)])}))
        key = f"{store.identity.team}/001"
        for minute in (0, 30):
            store.ledger.record(
                Scan(place, Direction.AUTO, "hand", key, post="P\u202e1"), at=store.now() + minute * 60_000
            )
        store.ledger.record(HandOut(key, place, f"radio{BAD}", 1, "7\u202e"))
    written = []
    for words in (("export",), ("thing", "write"), ("post", "print")):
        for ending in (".csv", ".xlsx") if words != ("post", "print") else (".pdf",):
            out = tmp_path / f"{words[0]}{ending}"
            assert day(*words, out).code == 0
            written.append(out)
    texts = [file.read_text("utf-8-sig") for file in written if file.suffix == ".csv"]
    for file in (one for one in written if one.suffix == ".xlsx"):
        book = CalamineWorkbook.from_path(str(file))
        rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
        texts.append("\n".join(str(cell) for row in rows for cell in row))
    assert sum("POST" in text for text in texts) >= 4
    assert not [c for text in texts for c in UNSEEN if c in text]


@pytest.mark.parametrize("thing", ["张伟的水壶", "张 伟", "李娜"])
def test_a_thing_named_after_somebody_is_doubted(desk: Run, thing: str) -> None:
    """Of the person themselves it is refused at all events; of others it may be what a thing is called."""
    done = desk("thing", "give", "002", thing, "--activity", "A1")
    assert done.code == 1 and ("name" in done.err)
    assert desk("thing", "list", "--json").objects == []
    insisted = desk("thing", "give", "002", thing, "--activity", "A1", "--insist")
    assert insisted.code == (1 if thing == "李娜" else 0)
    if insisted.code == 0:
        assert desk("thing", "give", "003", thing, "--activity", "A1").code == 0, "it was called so before"


def test_a_post_named_after_somebody_is_told(day: Run) -> None:
    assert "张伟 is the name of somebody" in day("post", "add", "张伟岗").err
    assert "is the name" not in day("post", "add", "校门").err
