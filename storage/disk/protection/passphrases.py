"""Which passphrases are good enough. A thief can try millions on a stolen laptop, so that a birthday opens it in minutes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from checkin.rules.problems import N_, Refused, refuse

SHORTEST, LONGEST = 10, 200
"""In letters; a Chinese character counts as two."""
DIGITS_ALONE = 16
"""Digits alone must be so many: 8 are a birthday, 11 a telephone number."""
FEWEST_DIFFERENT = 5
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn")
_KNOWN = ("password", "passw0rd", "passwort", "passphrase", "hourdesk", "volunteer", "admin", "iloveyou", "woaini",
          "letmein", "welcome", "zhiyuanzhe", "xuexiao", "mima", "志愿者", "志愿服务", "密码", "学校", "工时台")  # fmt: skip


def normal(passphrase: str) -> str:
    """A passphrase as it is used: full-width and half-width letters are the same."""
    return unicodedata.normalize("NFKC", passphrase)


def check_strength(passphrase: str, names: Iterable[str] = ()) -> None:
    """Raises Refused with the reason where a passphrase is too easily guessed; `names` are the team's code and name."""
    text = normal(passphrase)
    if text != text.strip():
        raise _weak(N_("a passphrase does not begin or end with a space"))
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise _weak(N_("a passphrase has no control characters"))
    if _weight(text) > LONGEST:
        raise _weak(N_("the passphrase is too long: at most {count} letters"), count=LONGEST)
    if _weight(text) < SHORTEST:
        message = N_(
            "the passphrase is too short: at least {count} letters, where a Chinese character counts as two. Four words "
            "that have nothing to do with each other are good"
        )
        raise _weak(message, count=SHORTEST)
    if text.isdigit() and len(text) < DIGITS_ALONE:
        message = N_(
            "digits alone are guessed fast (a birthday, a telephone number): add words, or take {count} digits"
        )
        raise _weak(message, count=DIGITS_ALONE)
    if len(set(text.casefold())) < FEWEST_DIFFERENT:
        raise _weak(N_("the passphrase repeats the same few characters: take different ones"))
    if _weight(_without_known(text.casefold(), names)) < SHORTEST // 2:
        message = N_(
            "the passphrase is made of what everybody tries first (a row of keys, a common word, the name of the team): "
            "add words that nobody expects"
        )
        raise _weak(message)


def _weak(message: str, **values: object) -> Refused:
    return refuse("weak_passphrase", "", message, **values)


def _weight(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _without_known(text: str, names: Iterable[str]) -> str:
    """What is left of a passphrase without common words, names, and three or more neighbours in a row of keys."""
    for known in (*_KNOWN, *(normal(name).casefold() for name in names)):
        if len(known) > 1:
            text = text.replace(known, "")
    return "".join(_beginnings_of_runs(text))


def _beginnings_of_runs(text: str) -> Iterable[str]:
    """Each character that does not just follow the one before it in a row of keys, or repeat it."""
    if text:
        yield text[0]
    for before, after in pairwise(text):
        step = before + after
        if before != after and not any(step in row or step[::-1] in row for row in _ROWS):
            yield after
