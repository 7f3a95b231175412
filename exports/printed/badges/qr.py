"""QR codes as rows of modules: for a badge number (version 1, level Q, numeric mode; design §5), and for any short text."""

from __future__ import annotations

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
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_Q
    from qrcode.util import MODE_NUMBER, QRData

    # 24 digits fit: version 1-Q holds 27 in numeric mode (ISO/IEC 18004:2015, table 7).
    code = QRCode(version=1, error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(QRData(badge, mode=MODE_NUMBER))
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


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
