"""Write so many different certificates into one PDF, as the desk does once they are filed."""

from __future__ import annotations

import sys
from pathlib import Path

from checkin.texts import use_language
from exports.printed.certificates.content import Content, Line
from exports.printed.certificates.page import write_pages


def main(out: str, pages: int) -> None:
    """Invented people: common characters, each page other words."""
    use_language("zh")
    write_pages(Path(out), [_content(i) for i in range(pages)])


def _content(i: int) -> Content:
    name = f"张{chr(0x4E00 + i % 500)}{chr(0x5000 + i % 300)}"
    lines = tuple(Line(f"2026-{m:02d}-05", f"清洁家园第{m}次", "清扫河岸", 90 + (i + m) % 60) for m in range(1, 13))
    minutes = sum(line.minutes for line in lines)
    return Content(
        number=f"cq8-2026-8F3A{i:04d}", volunteer=f"cq8/{i:05d}", name=name, class_name=f"七({i % 20 + 1})班",
        team="第八中学志愿服务队", first="2026-01-05", last="2026-12-05",
        minutes={"scanned": minutes, "corrected": 0, "vouched": 0, "ruled": 0, "added": 0}, sessions=12, lines=lines,
        trainings=(), confirmed_only=True, issued_on="2026-12-20", issuer="第八中学", responsible="陈静", handler="李强",
        contact="023-60000000",
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
