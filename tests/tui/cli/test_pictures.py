"""Badges that the program drew come back through pictures, folders and videos."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run


@pytest.fixture
def clock() -> StandingClock:
    """It is half past nine on the day of the activity."""
    return StandingClock(datetime(2024, 3, 5, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")))


@pytest.fixture
def pictures(desk: Run, tmp_path: Path) -> Path:
    """A folder with one PNG a volunteer."""
    folder = tmp_path / "badges"
    assert desk("badges", folder).out == f"{folder}: 4 badges\n"
    assert sorted(p.name for p in folder.iterdir()) == ["001.png", "002.png", "003.png", "T01.png"]
    return folder


def film(picture: Path | None, path: Path, pause: int = 10, again: Path | None = None) -> Path:
    """Two seconds of one badge before white paper, a second of paper before it and `pause` frames (10 a second) after.

    With `again` another badge follows for two seconds.
    """
    import av
    from PIL import Image

    paper = Image.new("RGB", (640, 480), "white")

    def held(badge: Path | None) -> Image.Image:
        shown = paper.copy()
        if badge is not None:
            with Image.open(badge) as drawn:
                shown.paste(drawn.resize((300, 300)), (170, 90))
        return shown

    frames = [paper] * 10 + [held(picture)] * 20 + [paper] * pause + [held(again)] * (20 if again else 0)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 640, 480, "yuv420p"
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_image(frame)))
        container.mux(stream.encode())
    return path


def test_a_folder_of_pictures(desk: Run, pictures: Path) -> None:
    answer = desk("scan", "--activity", "A1", "--json", pictures)
    assert answer.code == 0
    assert [(o["outcome"], o["volunteer"]) for o in answer.objects] == [
        ("opened", "001"),
        ("opened", "002"),
        ("opened", "003"),
        ("opened", "T01"),
    ]


def test_any_mix_of_sources_in_their_order(
    desk: Run, pictures: Path, badge: Callable[[str], str], tmp_path: Path
) -> None:
    video = film(pictures / "003.png", tmp_path / "gate.mp4")
    sources = (pictures / "T01.png", "-", video)
    answer = desk("scan", "--activity", "A1", *sources, stdin=f"{badge('002')}\n")
    assert answer.code == 0
    assert [line.split()[1] for line in answer.lines] == ["T01", "002", "003"]
    assert all(line.endswith("checked in") for line in answer.lines)


def test_scans_of_a_film_keep_the_time_between_them(desk: Run, pictures: Path, tmp_path: Path) -> None:
    """A film is decoded faster than it was shot; what lies seconds apart in it must not bounce."""
    video = film(pictures / "001.png", tmp_path / "gate.mp4", pause=60, again=pictures / "001.png")
    answer = desk("scan", "--activity", "A1", "--json", video, "--direction", "in")
    assert [o["outcome"] for o in answer.objects] == ["opened", "already_in"]
    first, second = (datetime.fromisoformat(o["at"]) for o in answer.objects)
    assert 7 <= (second - first).total_seconds() <= 9


def test_read_needs_no_desk(run: Run, pictures: Path, data: Path, badge: Callable[[str], str]) -> None:
    answer = run("--data", data / "nowhere", "read", "--json", pictures)
    assert answer.code == 0
    assert [list(o) for o in answer.objects] == [["file", "texts", "ms"]] * 4
    assert [(Path(o["file"]).name, o["texts"]) for o in answer.objects] == [
        (f"{number}.png", [badge(number)]) for number in ("001", "002", "003", "T01")
    ]
    assert all(o["ms"] > 0 for o in answer.objects)


def test_sources_that_are_none_are_named_and_the_others_read(desk: Run, pictures: Path, tmp_path: Path) -> None:
    """An empty folder, a broken picture, a film without a badge, a text called .png, nothing at all."""
    (tmp_path / "empty").mkdir()
    broken = tmp_path / "broken.png"
    broken.write_bytes((pictures / "001.png").read_bytes()[:200])
    text = tmp_path / "text.png"
    text.write_text("no picture")
    no_badge = film(None, tmp_path / "paper.mp4")
    sources = [tmp_path / "empty", broken, text, no_badge, tmp_path / "missing.jpg", pictures / "001.png"]
    for command in (("scan", "--activity", "A1"), ("read",)):
        answer = desk(*command, *sources)
        assert answer.code == 1
        said = answer.err.splitlines()
        assert [line.partition(": ")[0] for line in said] == [str(source) for source in sources[:-1]]
        assert "There are no pictures in this folder" in said[0]
        assert "can't be read" in said[1] and "can't be read" in said[2]
        assert "No badge was read in this video" in said[3]
        assert "There is no such file or folder" in said[4]
    assert [row["volunteer"] for row in desk("sessions", "--json").objects] == ["001"]


def test_a_sheet_and_the_badges_of_a_sign_up_list(desk: Run, tmp_path: Path) -> None:
    signup = tmp_path / "signup.csv"
    signup.write_text("number\n003\nT01\n")
    desk("activity", "edit", "A1", "--signup", signup)
    folder, sheet = tmp_path / "some", tmp_path / "badges.pdf"
    assert desk("badges", folder, "--activity", "A1").code == 0
    assert sorted(p.name for p in folder.iterdir()) == ["003.png", "T01.png"]
    assert desk("badges", sheet, "--only", "001").code == 0
    assert sheet.read_bytes().startswith(b"%PDF")


def test_a_reissued_badge_replaces_the_old_one(desk: Run, pictures: Path, badge: Callable[[str], str]) -> None:
    (new,) = desk("badges", "reissue", "001", "--json").objects
    assert new["revoked"] == badge("001")
    answer = desk("scan", "--activity", "A1", "--json", pictures / "001.png")
    assert (answer.code, answer.objects[0]["outcome"]) == (1, "revoked")
    desk("badges", pictures, "--only", "001")
    assert desk("scan", "--activity", "A1", "--json", pictures / "001.png").objects[0]["outcome"] == "opened"


def test_a_school_card_that_the_roster_names(desk: Run, tmp_path: Path) -> None:
    roster = tmp_path / "cards.csv"
    roster.write_text("学号,姓名,卡号\n001,张伟,LIB-0001\n", "utf-8")
    desk("roster", "import", roster, "--add")
    answer = desk("scan", "--activity", "A1", "--json", "-", stdin="LIB-0001\n")
    assert [(o["outcome"], o["volunteer"]) for o in answer.objects] == [("opened", "001")]
