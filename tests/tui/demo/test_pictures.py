"""What the simulated camera sees can be read: each card in each of several hands, though not in every frame."""

import random
from dataclasses import replace

import exports.printed.fonts
from checkin.scanning.reader import read_picture
from tests.portions import in_the_soak
from tui.demo.cards import INVENTED_IDENTITY, badge_pictures
from tui.demo.performance import LOOKS_S
from tui.demo.pose import HEIGHT, WIDTH, some_hold
from tui.demo.scene import BRIEF_S, HELD_S, IDENTITY_CARD
from tui.demo.stage import Stage


def texts_seen(stage, picture, chance, seconds):
    held = stage.take_up(picture, some_hold(chance, seconds))
    return {code.text for look in LOOKS_S if look < seconds for code in read_picture(stage.frame(held, look))}


@in_the_soak
def test_each_card_is_read_as_what_stands_on_it(demo, pictures):
    stage, chance = Stage(), random.Random(5)
    wanted = {**demo[1].badges, IDENTITY_CARD: INVENTED_IDENTITY}
    assert set(pictures) == set(wanted)
    for name, picture in pictures.items():
        assert texts_seen(stage, picture, chance, HELD_S) == {wanted[name]}


def test_a_card_that_is_shown_briefly_is_read(demo, pictures):
    stage, chance = Stage(), random.Random(6)
    for name in ("101", "202", "303", "T01"):
        assert texts_seen(stage, pictures[name], chance, BRIEF_S) == {demo[1].badges[name]}


def test_an_empty_hall_shows_no_code():
    frame = Stage().frame()
    assert frame.size == (WIDTH, HEIGHT)
    assert frame.mode == "L"
    assert read_picture(frame) == []


def test_a_card_enters_from_below_and_goes_again(pictures):
    """At the first and last moment most of the card is outside the picture: its code can't be read there."""
    stage = Stage()
    held = stage.take_up(pictures["101"], some_hold(random.Random(1), HELD_S))
    assert read_picture(stage.frame(held, 0.0)) == []
    assert read_picture(stage.frame(held, HELD_S)) == []


def test_without_a_chinese_font_the_codes_are_printed_all_the_same(demo, tmp_path, monkeypatch):
    """A machine whose fonts have Latin letters alone prints badges without names, and they can be read."""
    face = replace(next(exports.printed.fonts._faces_here({})), characters=frozenset(range(32, 127)))
    monkeypatch.setattr(exports.printed.fonts, "_faces_here", lambda env: iter([face]))
    cards = {name: demo[1].cards[name] for name in ("101", "202")}
    for name, picture in badge_pictures(tmp_path, cards).items():
        assert [code.text for code in read_picture(picture)] == [demo[1].badges[name]]
