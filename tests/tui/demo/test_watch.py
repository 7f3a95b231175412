"""`hourdesk demo` on a terminal: what the desk is opened with, and what is left when it is closed."""

import tui.desk.opening
from checkin.scanning.reader import read_picture
from storage.presence.board import read_board
from storage.store import open_store
from tui.demo import camera, play
from tui.demo.scene import UNDER_WAY_S, first_group


def test_the_desk_opens_on_a_morning_under_way_before_a_camera(tmp_path, monkeypatch, clock):
    """The first group is on site, the camera shows the next badge, and on closing the desk the folder goes."""
    seen = {}

    def open_desk(path, operator, desk_clock, language, source):
        with open_store(path, desk_clock) as store:
            activity = next(a for a in store.ledger.facts().activities.values() if a.closed_at is None)
            seen["board"] = read_board(store, activity.key)
            codes = next(c for frame in source.frames() if (c := read_picture(frame.grey)))
            seen["owner"] = store.ledger.holder_of_badge(codes[0].text).volunteer
        seen["asked"] = (operator, language)
        return 0

    monkeypatch.setattr(camera, "PAUSE_S", 0.0)
    monkeypatch.setattr(tui.desk.opening, "run", open_desk)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert play.run("en", clock.clock, "Lin", terminal=True) == 0
    assert seen["asked"] == ("Lin", "en")
    board = seen["board"]
    assert board.on_site == len(first_group())
    assert board.activity.start % 600_000 == 0
    assert min(row.since for row in board.rows if row.since) == board.activity.start - 25 * 60_000
    assert max(row.since for row in board.rows if row.since) < board.activity.start + UNDER_WAY_S * 1000
    assert seen["owner"] not in {row.volunteer for row in board.rows if row.since}
    assert list(tmp_path.iterdir()) == []
