"""Sources as people give them; a bad one is a sentence, and the others go on."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from checkin.rules.problems import Problem
from checkin.scanning.reading import Arrival, Reading, badges, read_sources
from checkin.texts import say
from tests.checkin.scanning.drawing import ANA, BEN, badge, film

SHANGHAI = ZoneInfo("Asia/Shanghai")


def codes(*words: Path) -> list[str]:
    """Badge texts, and the codes of problems, in their order."""
    found = list(badges(map(str, words), SHANGHAI))
    assert all(say(item) for item in found if isinstance(item, Problem))
    return [item.code if isinstance(item, Problem) else item.text for item in found]


def test_files_are_known_by_content_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    picture, movie = tmp_path / "badge.txt", film(tmp_path / "film.png", (BEN, 0.5))
    badge(ANA).save(picture, "PNG")
    broken, cut, note = tmp_path / "broken.png", tmp_path / "cut.png", tmp_path / "note.mp4"
    broken.write_text("not a picture")
    cut.write_bytes(picture.read_bytes()[:200])
    note.write_text("a note\n" * 50)
    (tmp_path / "empty").mkdir()
    assert codes(broken, cut, note, tmp_path / "empty", tmp_path / "none", picture, movie) == [
        "unreadable_picture",
        "unreadable_picture",
        "neither_picture_nor_video",
        "empty_folder",
        "no_such_source",
        ANA,
        BEN,
    ]


def test_a_folder_gives_its_pictures_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    badge(BEN).save(tmp_path / "b" / "2.jpg")
    badge(ANA).save(tmp_path / "a.png")
    (tmp_path / "list.csv").write_text("number,name\n")
    (tmp_path / "c.png").write_text("")
    assert codes(tmp_path) == [ANA, BEN, "unreadable_picture"]


def test_a_folder_of_very_many_files_is_told_before_they_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever names a whole disk is told so, and does not wait; what is hidden does not count."""
    (tmp_path / ".trash").mkdir()
    for place in ("a.png", "b.png", ".c.png", ".trash/d.png"):
        badge(ANA).save(tmp_path / place)
    monkeypatch.setattr("checkin.scanning.sources.MOST_FILES", 2)
    assert codes(tmp_path) == [ANA, ANA]
    (tmp_path / "c.txt").write_text("no picture")
    assert codes(tmp_path) == ["no_folder"]


@pytest.mark.parametrize("codec", ["mpeg4", "h264"])
def test_a_badge_that_lingers_in_a_film_is_one_scan(tmp_path: Path, codec: str) -> None:
    scenes = (ANA, 1), (None, 0.5), (ANA, 0.5), (BEN, 1), (None, 2), (BEN, 0.5)
    found = list(badges([str(film(tmp_path / "gate.mp4", *scenes, codec=codec))], SHANGHAI))
    came = [(item.text, round(item.time_s or 0, 1)) for item in found if isinstance(item, Arrival)]
    assert came == [(ANA, 0.0), (BEN, 2.0), (BEN, 5.0)]


def test_a_film_without_a_badge_says_so(tmp_path: Path) -> None:
    assert codes(film(tmp_path / "wall.mp4", (None, 0.3))) == ["no_badge_in_video"]


def test_reading_gives_one_object_a_picture_or_frame(tmp_path: Path) -> None:
    badge(ANA).save(tmp_path / "a.png")
    movie = film(tmp_path / "m.mp4", (BEN, 0.2))
    readings = [item for item in read_sources([str(tmp_path / "a.png"), str(movie)]) if isinstance(item, Reading)]
    assert [reading.texts for reading in readings] == [(ANA,), (BEN,), (BEN,)]
    assert all(reading.ms > 0 for reading in readings)


def test_lines_carry_their_own_time() -> None:
    lines = [
        f"\ufeff{ANA}\r\n".encode(),
        b"\n",
        f"2026-03-05T08:30:00\t{BEN}\n".encode(),
        f"2026-03-05T00:30:00Z\t{ANA}\n".encode(),
        f"{BEN}\t\n".encode(),
        f"2026-02-30T08:30:00\t{ANA}\n".encode(),
    ]
    half_past = int(datetime(2026, 3, 5, 0, 30, tzinfo=UTC).timestamp() * 1000)
    found = list(badges(["-"], SHANGHAI, lines=lines))
    assert found[:-1] == [
        Arrival("-", ANA),
        Arrival("-", BEN, half_past),
        Arrival("-", ANA, half_past),
        Arrival("-", BEN),
    ]
    assert isinstance(found[-1], Problem)
    assert (found[-1].code, found[-1].where) == ("bad_time", "line 6")
