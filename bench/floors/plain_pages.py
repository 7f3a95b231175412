"""The floor of certificates: bare fpdf2 writes so many pages with one line each, in the same font."""

from __future__ import annotations

import sys


def main(out: str, pages: int) -> None:
    """The font is looked up as the desk does, for both sides must read the same file."""
    from fpdf import FPDF

    from exports.printed.fonts import fonts_for

    face = fonts_for(["张"]).face_for("张")
    assert face is not None
    pdf = FPDF(unit="mm", format="A4")
    pdf.add_font("font", fname=face.path, collection_font_number=face.number)
    pdf.set_font("font", size=12)
    for i in range(pages):
        pdf.add_page()
        pdf.text(26, 50, f"张{chr(0x4E00 + i % 500)}{chr(0x5000 + i % 300)} {i}")
    pdf.output(out)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
