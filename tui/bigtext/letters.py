"""A plain pixel alphabet for ASCII texts, five by eight, so that no font is needed for them."""

from __future__ import annotations

from functools import lru_cache

from tui.bigtext.blocks import Bitmap, enlarge, to_blocks

HEIGHT = 8
_FIRST = " "
# Five columns a character from space to ~, the lowest bit on top: the usual alphabet of small dot displays.
_COLUMNS = bytes.fromhex(
    "0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649562050 0008070300 001c224100 0041221c00"
    "2a1c7f1c2a 08083e0808 0080703000 0808080808 0000606000 2010080402 3e5149453e 00427f4000 7249494946 2141494d33"
    "1814127f10 2745454539 3c4a494931 4121110907 3649494936 464949291e 0000140000 0040340000 0008142241 1414141414"
    "0041221408 0201590906 3e415d594e 7c1211127c 7f49494936 3e41414122 7f4141413e 7f49494941 7f09090901 3e41415173"
    "7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f021c027f 7f0408107f 3e4141413e 7f09090906 3e4151215e"
    "7f09192946 2649494932 03017f0103 3f4040403f 1f2040201f 3f4038403f 6314081463 0304780403 6159494d43 007f414141"
    "0204081020 004141417f 0402010204 4040404040 0003070800 2054547840 7f28444438 3844444428 384444287f 3854545418"
    "00087e0902 18a4a49c78 7f08040478 00447d4000 2040403d00 7f10284400 00417f4000 7c04780478 7c08040478 3844444438"
    "fc18242418 18242418fc 7c18040408 4854545424 04043f4424 3c4040207c 1c2040201c 3c4030403c 4428102844 4c9090907c"
    "4464544c44 0008364100 0000770000 0041360800 0201020402"
)


def in_letters(text: str, across: int = 2, down: int = 1) -> list[str] | None:
    """Lines of block characters, `rows_of` them; None where a character is not ASCII.

    A pixel is `across` half columns wide and `down` half rows high.
    """
    if not text.isascii() or not text.isprintable():
        return None
    columns = _columns(text)
    rows: Bitmap = [[bool(column >> bit & 1) for column in columns] for bit in range(_pixels_high(text))]
    return to_blocks(_even(enlarge(rows, across, down)))


def rows_of(text: str, down: int = 1) -> int:
    """Lines of the terminal that `in_letters` takes; what no letter reaches below is left out."""
    return (_pixels_high(text) * down + 1) // 2


def _pixels_high(text: str) -> int:
    below = any(column >> (HEIGHT - 1) & 1 for column in _columns(text))
    return HEIGHT if below else HEIGHT - 1


def width_of(text: str, across: int = 2) -> int:
    """Columns of the terminal that `in_letters` takes."""
    return (len(_columns(text)) * across + 1) // 2


def _even(rows: list[list[bool]]) -> list[list[bool]]:
    if len(rows[0]) % 2:
        rows = [[*row, False] for row in rows]
    return [*rows, [False] * len(rows[0])] if len(rows) % 2 else rows


@lru_cache(maxsize=256)
def _columns(text: str) -> tuple[int, ...]:
    columns: list[int] = []
    for character in text:
        columns += [*_glyph(character), 0]
    return tuple(columns[:-1])


def _glyph(character: str) -> list[int]:
    if character == " ":
        return [0, 0]
    place = (ord(character) - ord(_FIRST)) * 5
    columns = list(_COLUMNS[place : place + 5])
    while columns and columns[0] == 0:
        columns.pop(0)
    while columns and columns[-1] == 0:
        columns.pop()
    return columns
