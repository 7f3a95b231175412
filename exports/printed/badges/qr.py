"""QR codes as rows of modules: for a badge number (version 1, level Q, numeric mode; design §5), and for any short text."""

from __future__ import annotations

from typing import cast

from checkin.rules.badge_numbers import is_badge_number

MODULES = 21
"""Modules a side in version 1 (ISO/IEC 18004:2015, 5.3.1.1), without the quiet zone."""
QUIET = 4
"""Modules of quiet zone on every side (ISO/IEC 18004:2015, 5.3.8)."""

_STILL_MASK = 3

Matrix = tuple[tuple[bool, ...], ...]


def qr_matrix(badge: str) -> Matrix:
    """Rows of modules, True where dark, without quiet zone. Raises ValueError if the text is no badge number."""
    if not is_badge_number(badge):
        raise ValueError("only a badge number goes into a badge's code")
    # qrcode takes 4 ms for the best of the eight masks, this one 0.1 ms, and a sheet has thousands.
    from zxingcpp import BarcodeFormat, create_barcode

    # Digits alone are written in numeric mode: 24 fit into version 1-Q, which holds 27 (ISO/IEC 18004:2015, table 7).
    code = create_barcode(badge, BarcodeFormat.QRCode, ec_level="Q")
    # An array of bytes, 0 where dark; the library's own type says nothing of it.
    picture = memoryview(cast(bytes, code.to_image(scale=1, add_quiet_zones=False)))
    rows = cast("list[list[int]]", picture.tolist())
    return tuple(tuple(value == 0 for value in row) for row in rows)


def text_matrix(text: str) -> Matrix:
    """Rows of modules, True where dark, of any short text: level M, the smallest version, without quiet zone."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    # Choosing the best of the eight masks takes nearly all the time. It helps readers in motion, not a page that lies still
    # (ISO/IEC 18004:2015, 7.8.3).
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_STILL_MASK)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def dark_runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Runs of dark modules in a row, as (row, first column, length)."""
    runs = []
    for y, row in enumerate(matrix):
        start = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append((y, start, x - start))
                start = None
    return runs
