"""The floor of badges: bare fpdf2 draws as many cards, each with a frame, five words in the same font and the cells of a code."""

from __future__ import annotations

import sys

CARDS_OF_A_PAGE = 10


def main(out: str, cards: int) -> None:
    """One code for all: making it is not drawing. Names and numbers differ, so that the same characters are embedded."""
    from fpdf import FPDF

    from exports.printed.badges.qr import dark_runs, qr_matrix
    from exports.printed.fonts import fonts_for

    face = fonts_for(["张"]).face_for("张")
    assert face is not None
    pdf = FPDF(unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.add_font("font", fname=face.path, collection_font_number=face.number)
    pdf.set_font("font", size=12)
    pdf.set_fill_color(0)
    runs = dark_runs(qr_matrix("711234567890123456789060"))
    for i in range(cards):
        row, column = divmod(i % CARDS_OF_A_PAGE, 2)
        if row == column == 0:
            pdf.add_page()
        x, y = 15 + 90 * column, 13 + 54 * row
        pdf.rect(x, y, 90, 54)
        words = (
            "第八中学志愿服务队",
            f"张{chr(0x4E00 + i % 500)}{chr(0x5000 + i % 300)}",
            f"七({i % 20 + 1})班",
            f"编号 {i:05d}",
            f"7112 {i:04d} 5678 9012 3456 7890",
        )
        for place, word in enumerate(words):
            pdf.text(x + 5, y + 10 + 8 * place, word)
        for line, first, length in runs:
            pdf.rect(x + 50 + first * 1.45, y + 5 + line * 1.45, length * 1.45, 1.48, style="F")
    pdf.output(out)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
