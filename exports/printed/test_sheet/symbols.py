"""The test codes as rows of modules, without quiet zones."""

from __future__ import annotations

from typing import Any

from checkin.scanning.check_codes import TestCode
from checkin.scanning.decoders import Symbology
from exports.printed.badges.qr import Matrix


def matrix_of(code: TestCode) -> Matrix:
    """Rows of modules, True where dark; a bar code is one row, which may be drawn at any height."""
    if code.symbology is Symbology.QR:
        return _qr(code.text)
    return (_bars(code),)


def _qr(text: str) -> Matrix:
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    qr = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    qr.add_data(text.encode())
    qr.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in qr.modules)


def _bars(code: TestCode) -> tuple[bool, ...]:
    import zxingcpp

    kinds = {Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128, Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39}
    bars = zxingcpp.create_barcode(code.text, kinds[code.symbology])
    picture: Any = zxingcpp.write_barcode_to_image(bars, add_quiet_zones=False)
    view = memoryview(picture)
    _height, width = view.shape or (0, 0)
    return tuple(value == 0 for value in bytes(view)[:width])
