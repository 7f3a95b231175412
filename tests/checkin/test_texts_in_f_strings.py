"""A text that is marked within an f-string escapes the collector of this Python: it must stand elsewhere too, or nobody translates it."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import checkin

ROOT = Path(checkin.__file__).parent.parent
MARKED = re.compile(r"\{(?:_|ngettext)\((['\"])(.+?)\1")


def test_each_text_within_an_f_string_is_in_the_chinese_catalogue() -> None:
    with (ROOT / "checkin/locale/zh/LC_MESSAGES/hourdesk.mo").open("rb") as file:
        known = gettext.GNUTranslations(file)
    found = {
        text
        for room in ("checkin", "storage", "exports", "tui")
        for path in (ROOT / room).rglob("*.py")
        for _quote, text in MARKED.findall(path.read_text())
    }
    assert "ONLY IN" in found
    assert [text for text in sorted(found) if known.gettext(text) == text] == []
