"""Texts of strangers as they may stand in a terminal: nothing in them moves the cursor, recolours, or turns a line round."""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""C0 without tab and line feed, DEL and C1: a terminal takes them for commands."""
_ORDER = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
"""Marks and overrides of direction (Unicode UAX #9), and deprecated formats: a name with them can look like another one."""
_OTHERS = "\u2028\u2029\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"
"""Separators of lines, tags that nobody sees, and bytes of a file's name that are no text."""
_HARMFUL = re.compile(f"[{_CONTROLS}{_ORDER}{_OTHERS}]")
_HARMFUL_IN_LINE = re.compile(f"[\n{_CONTROLS}{_ORDER}{_OTHERS}]")


def harmless(line: str) -> str:
    """One line for a terminal: what is a command to it, or changes the order of what stands beside it, becomes “�”."""
    return _HARMFUL_IN_LINE.sub("�", line)


def is_harmless(line: str) -> bool:
    """Whether there is no such character in it."""
    return _HARMFUL_IN_LINE.search(line) is None


def without_harm(line: str) -> str:
    """The same without a sign in their place, where what stands beside them has its columns."""
    return _HARMFUL_IN_LINE.sub("", line)


def harmless_lines(text: str) -> str:
    """The same for a text of several lines."""
    return _HARMFUL.sub("�", text)


def harmless_json(line: str) -> str:
    """A line of JSON with the same characters escaped: it is read as the same value."""
    return _HARMFUL_IN_LINE.sub(_escaped, line)


def _escaped(found: re.Match[str]) -> str:
    """As RFC 8259 has it: two escapes for a character beyond the first 65,536."""
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))
