"""What a text may be that somebody types, and how long: told where it is typed, not when it is written."""

from __future__ import annotations

import unicodedata

from checkin.rules.problems import N_, Problem, Refused, refuse

LONGEST_TEXT = 4_000
"""Of any text in an event."""
LONGEST_OPERATOR = 100
"""Of the name of who works the desk, which stands in every event."""

UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")
"""Categories of characters that take no ink: controls, directions, joiners, blanks."""
FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Characters that count as letters or signs, and take no ink either."""


def is_seen(text: str) -> bool:
    """Whether anybody sees anything of a text: not all of it blanks, controls, fillers, or marks without a letter below."""
    return any(c not in FILLERS and unicodedata.category(c) not in (*UNSEEN, "Mn", "Me") for c in text)


def plain_typed(text: str) -> str:
    """What was typed by NFKC, without the fillers, joiners and directions that nobody sees."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c not in FILLERS and unicodedata.category(c) != "Cf")


def is_text(text: str) -> bool:
    """Whether all of it are characters: Python keeps the bytes of another encoding in place of some, which no file can hold."""
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def unreadable(code: str, where: str, text: str, message: str, empty: str) -> Refused:
    """That a text is in no form that is read; `empty` is the sentence where nothing was typed."""
    return refuse(code, where, message if text.strip() else empty, text=text[:40])


def check_typed(text: str, most: int = LONGEST_TEXT, where: str = "") -> str:
    """The text itself. Raises Refused where it has more than `most` characters, or something that is no character."""
    if not is_text(text):
        raise refuse(
            "no_text", where, N_("“{text}” holds characters that can't be read: type it again"), text=text[:40]
        )
    if len(text) > most:
        raise Refused(too_long(text, most, where))
    return text


def too_long(text: str, most: int, where: str) -> Problem:
    """That a text has more characters than its place holds."""
    message = N_("{count} characters are too many: write at most {most}")
    return Problem("text_too_long", where, message, {"count": len(text), "most": most})
