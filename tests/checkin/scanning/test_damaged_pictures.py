"""Pictures and films as a bad stick leaves them, or that would fill the memory: each is read or is one sentence."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from checkin.own_process.limits import Limits
from checkin.rules.problems import Problem
from checkin.scanning import apart
from checkin.scanning.apart import readings_apart
from checkin.scanning.decoders import QR_ONLY
from checkin.scanning.reading import Reading
from checkin.texts import say
from tests.damaged_bytes import damaged
from tests.portions import WHOLE

TEXT = "710123456789012345678976"


def picture() -> Image.Image:
    image: Image.Image = qrcode.make(TEXT, box_size=4).get_image().convert("L")
    return image


@cache
def sound(kind: str) -> bytes:
    """A picture, or a film of three frames, with one badge."""
    out = BytesIO()
    if kind != "MP4":
        picture().save(out, kind)
        return out.getvalue()
    image = picture().convert("RGB").resize((128, 128))
    with av.open(out, "w", format="mp4") as film:
        stream = film.add_stream("mpeg4", rate=5)
        stream.width, stream.height, stream.pix_fmt = 128, 128, "yuv420p"
        for _ in range(3):
            film.mux(stream.encode(av.VideoFrame.from_image(image)))
        film.mux(stream.encode())
    return out.getvalue()


def read(*files: Path) -> list[Reading | Problem]:
    return list(readings_apart([str(file) for file in files], QR_ONLY))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "MP4"])
@settings(max_examples=12 if WHOLE else 6)
@given(seed=st.integers(0, 1 << 32))
def test_a_damaged_picture_is_read_or_told(kind: str, seed: int) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"x.{kind.lower()}")
        file.write_bytes(sound(kind))
        assert isinstance(read(file)[0], Reading)
        file.write_bytes(damaged(sound(kind), seed))
        came = read(file)
        assert came and all(say(one) for one in came if isinstance(one, Problem))


def test_a_picture_that_would_fill_the_memory_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LIMITS", Limits(seconds=60, megabytes=600))
    Image.new("1", (13_000, 13_000)).save(tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size < 100_000
    picture().save(tmp_path / "b.png")
    large, small = read(tmp_path)
    assert isinstance(large, Problem) and large.where.endswith("a.png")
    assert isinstance(small, Reading) and small.texts == (TEXT,)
