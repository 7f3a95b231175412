"""The benchmark's own pictures: the same for the same seed, and what they hold is what they promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.figures import Limit, Reads
from bench.frames import film as of_film
from bench.frames.film import film
from bench.frames.photos import photos
from bench.frames.render import EMPTY, SETS, render
from bench.reader import zxing_texts
from checkin.rules.badge_numbers import is_badge_number
from checkin.scanning.reading import arrivals
from checkin.scanning.video import open_film
from tests.checkin.scanning.drawing import ANA, BEN, badge
from tests.portions import in_the_soak, share


@in_the_soak
def test_the_same_seed_gives_the_same_frames() -> None:
    sets = (*share(SETS, 2, 3), EMPTY)

    def pixels(seed: int) -> list[bytes]:
        return [frame.grey.packed() for frame in render(seed, 1, sets)]

    once = pixels(5)
    assert once == pixels(5) and len(once) == len(sets)
    assert all(one != other for one, other in zip(once, pixels(6), strict=True))


def test_half_are_badges_half_long_and_clean_ones_read() -> None:
    frames = list(render(3, 6, ("clean",)))
    assert [is_badge_number(frame.texts[0]) for frame in frames] == [True, False] * 3
    assert all(120 <= len(frame.texts[0]) <= 160 for frame in frames[1::2])
    assert [tuple(zxing_texts(frame.grey)) for frame in frames] == [frame.texts for frame in frames]
    assert {(frame.grey.width, frame.grey.height) for frame in frames} == {(1280, 720)}


@in_the_soak
def test_what_spoils_a_picture_spoils_it() -> None:
    """of each spoiled set zxing-cpp alone reads less than of the clean one; where nothing is it reads nothing"""
    for name in share(SETS[2:], 0, 4):
        assert not all(zxing_texts(frame.grey) for frame in render(4, 12, (name,))), name
    assert not any(zxing_texts(frame.grey) for frame in render(4, 12, (EMPTY,)))


@in_the_soak
def test_every_badge_of_the_film_comes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_film, "SHOWN_S", 0.8)
    path = film(tmp_path / "gate.mp4", [ANA, BEN], seed=1)
    assert [text for text, _time in arrivals(open_film(path).frames())] == [ANA, BEN]


def test_photographs_are_those_of_the_folder_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    badge(ANA).save(tmp_path / "a.png")
    entry = {"file": "a.png", "set": "gate", "expected": ["one\r\ntwo"]}
    (tmp_path / "manifest.jsonl").write_text(json.dumps(entry), "utf-8")
    monkeypatch.delenv("HOURDESK_PHOTOS", raising=False)
    assert list(photos()) == []
    monkeypatch.setenv("HOURDESK_PHOTOS", str(tmp_path))
    [photo] = photos()
    assert (photo.set, photo.texts, photo.grey.width) == ("gate", ("one two",), 320)


@in_the_soak
def test_the_reader_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--small", "--only", "reader", "--seed", "2", "--cache", str(tmp_path)])
    printed = capsys.readouterr().out
    for name in (*(f"read: rendered, {s}" for s in SETS), "read: over all", "wrong texts", "a frame of a stream, p95"):
        assert f"\n{name}" in printed


def test_rows_say_what_is_short_of_its_target() -> None:
    assert Reads("codes", 21, 20, 30, 1.05).line().endswith("ok")
    assert Reads("codes", 20, 20, 30, 1.05).line().endswith("SHORT OF TARGET")
    assert Limit("wrong", 0, "", 0).line().endswith("ok")
    assert Limit("p95", 34, "ms", 33, 5).line().endswith("SHORT OF TARGET")
