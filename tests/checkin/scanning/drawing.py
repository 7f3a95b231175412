"""Badges and films that the tests draw for themselves."""

from __future__ import annotations

from pathlib import Path

import av
import qrcode
from PIL import Image

ANA = "710000000000000000000011"
BEN = "710000000000000000000022"


def badge(text: str) -> Image.Image:
    """A QR code on white paper, 320 x 240 pixels of grey."""
    paper = Image.new("L", (320, 240), 255)
    code = qrcode.QRCode(version=None, error_correction=qrcode.constants.ERROR_CORRECT_Q, box_size=5)
    code.add_data(text)
    paper.paste(code.make_image().get_image().convert("L"), (40, 20))
    return paper


def film(path: Path, *scenes: tuple[str | None, float], rate: int = 10, codec: str = "mpeg4") -> Path:
    """A film of scenes (badge text or None for an empty picture, seconds)."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        for text, seconds in scenes:
            picture = badge(text) if text else Image.new("L", (320, 240), 255)
            for _ in range(round(seconds * rate)):
                container.mux(stream.encode(av.VideoFrame.from_image(picture.convert("RGB"))))
        container.mux(stream.encode())
    return path
