"""The order of names as people look them up: Chinese names by pinyin, all others by their letters."""

from __future__ import annotations

from storage.people.search_text import folded


def name_order(name: str) -> str:
    """A name for sorting. Names that sound alike stay apart by their characters."""
    if name.isascii():
        return folded(name)
    # The tables of the pinyin library are large; only long lists need them.
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(folded(name), style=Style.TONE3)) + "\x00" + name
