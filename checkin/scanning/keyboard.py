"""A keyboard scanner's burst told from a person's typing, by its timing alone.

A scanner types 6 to 64 characters, 1 to 30 ms apart; a person's keys are 60 ms apart and more. So every character is
held back until it is known which it was:

- Undecided: character number k after the first must come within `15 + 31 k` ms of the first (31 ms on average, and a
  little for jitter). When it is late, what is held was typing and is handed back. A single key of a person waits 46 ms.
- At `MIN_BURST` characters in time it is a burst, and it goes on until Enter, Tab, or a pause of 80 ms. A key that a
  person keeps down repeats about as fast as a slow scanner, but it is always the same one: that is typing.
- What begins like a badge number and is not yet one may stutter: a radio scanner, or a terminal that is busy, tears a
  burst apart. Its rest is waited for a quarter of a second.
- Badge numbers that follow each other with nothing between them, as from a scanner without a suffix, are taken apart
  where every piece has right check digits.
- A text of any length is one burst, and each key of it costs the same: it is looked at when it ends, or while it is short.
- Enter or Tab that ends a burst is swallowed, and so are those that follow closely (CR LF; a suffix after a pause):
  they would press whatever button has the focus. After typing they are handed back in their place.
- A pause that was too long leaves a few characters before a burst or behind it. Those before it are put to it where that
  makes a badge number. Those behind it are swallowed with their Enter, which would choose whoever has that number.

The caller shows no key to anything else before it comes back as `Typed`, and calls `tick` at `deadline`. Times are
seconds on any rising clock; best is the time at which the key was read, not the one at which it is handled.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from checkin.rules.badge_numbers import LENGTH, PREFIX, is_badge_number
from checkin.scanning.burst import Burst, HeldKeys, KeyboardInput, Suffix, Typed
from checkin.scanning.check_codes import is_test_code
from checkin.scanning.layouts import on_the_badge
from checkin.scanning.text import normalise

__all__ = ["Burst", "BurstReader", "KeyboardInput", "Suffix", "Typed", "apart", "joined"]

MIN_BURST = 6
AVERAGE_GAP_S = 0.031
JITTER_S = 0.015
PAUSE_S = 0.080
TORN_PAUSE_S = 0.250
SWALLOW_S = 0.200
REST_S = 1.0
"""So long after a burst that ended without a suffix a few quick characters are its rest."""
NO_HAND = 64
"""Times the same character, faster than any keyboard repeats it: no key that is kept down."""

_SLOWEST_MEAN_S = 0.032
"""Between the keys of a text that is no badge number; the slowest scanners are set to 30 ms."""
_FAST_MEAN_S = 0.015
"""A text without digits comes from a hand unless it comes faster than this: cards have digits."""
_LEAST_OF_A_NUMBER = 18
_LONGEST_MARK = 10
_LONGEST_UNFINISHED = 64
"""Characters from which a text is no beginning of a badge number, whatever blanks and marks stand in it."""
_TORN_FROM = 3
"""Characters of a badge number from which a pause is one of the scanner; two digits are soon typed by hand."""
_NUMBER_WITH_PREFIX = re.compile(r"(?:\][A-Za-z][0-9A-Za-z])?(?:\\\d{6})?(71\d{22})")
_ENDS = re.compile(r"[\r\n\t]+")
_BADGE_LIKE = re.compile(r"[A-Za-z0-9_-]{6,64}")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_MIN_DIGITS = 4


class BurstReader:
    """Takes keys as they come; returns, in their order, what a person typed and what a scanner scanned."""

    def __init__(self) -> None:
        self._held = HeldKeys()
        self._burst_end_s = float("-inf")
        self._cut_s = float("-inf")
        self._before = ("", float("-inf"))
        self._crumbs = 0

    @property
    def deadline(self) -> float | None:
        """When `tick` must be called if no key comes before; `None` while nothing is held back."""
        if not self._held:
            return None
        if self._may_be_torn:
            return self._held.last_s + TORN_PAUSE_S
        if self._is_burst:
            return self._held.last_s + PAUSE_S
        return self._held.first_s + JITTER_S + AVERAGE_GAP_S * len(self._held)

    def key(self, char: str, at_s: float) -> list[KeyboardInput]:
        """A character key was read at `at_s` (seconds); returns the input that is now decided."""
        inputs = self.tick(at_s)
        self._held.add(char, at_s)
        if self._is_burst and self._held.all_same and self._held.mean_s >= _FAST_MEAN_S:
            inputs += self._release(at_s)
        return inputs

    def end(self, at_s: float, key: str = "\r") -> list[KeyboardInput]:
        """Enter (`\\r`) or Tab (`\\t`) was read at `at_s` (seconds); returns the input that is now decided.

        The key itself is returned too, unless it ends a burst or follows one closely.
        """
        inputs = self.tick(at_s)
        released = self._release(at_s, Suffix.TAB if key == "\t" else Suffix.ENTER)
        inputs += released
        if any(isinstance(piece, Burst) for piece in released) or at_s - self._burst_end_s <= SWALLOW_S:
            return inputs
        return joined([*inputs, Typed(key)])

    def paste(self, text: str, at_s: float, *, in_field: bool = False) -> list[KeyboardInput]:
        """Bracketed paste. Input methods send text so, in one piece or in several; each line that is a badge is a scan.

        People paste numbers of classes, cards and telephones into a field: there only badge numbers are scans.
        """
        inputs = self.tick(at_s)
        if text.isprintable() and (len(text) < MIN_BURST or self._is_unfinished_with(text)):
            for char in text:
                inputs += self.key(char, at_s)
            self._crumbs += 1
            return inputs
        pieces = _badges_among(self._held.text + text, _is_number_like if in_field else _is_badge_like)
        if pieces and not self._held.unkept:
            crumbs, self._held, self._crumbs = self._crumbs, HeldKeys(), 0
            self._burst_end_s = at_s
            suffix = Suffix.ENTER if text[-1] in "\r\n" else Suffix.TAB if text[-1] == "\t" else Suffix.NONE
            return [*inputs, *(Burst(piece, suffix, pasted=True, in_crumbs=crumbs > 0) for piece in pieces)]
        return joined([*inputs, *self._release(at_s), Typed(text)])

    def interrupt(self, at_s: float) -> list[KeyboardInput]:
        """A key that is no character (Escape, an arrow, a function key) follows: what was typed is returned before it.

        A burst goes on, so that a key which somebody presses during it does not tear it apart.
        """
        inputs = self.tick(at_s)
        return inputs if self._is_burst else inputs + self._release(at_s)

    def tick(self, at_s: float) -> list[KeyboardInput]:
        """Time has passed: what is held is returned if its deadline is over."""
        deadline = self.deadline
        return self._release(at_s) if deadline is not None and at_s > deadline else []

    @property
    def _is_burst(self) -> bool:
        return len(self._held) >= MIN_BURST

    @property
    def _may_be_torn(self) -> bool:
        if len(self._held) < _TORN_FROM:
            return False
        if not self._is_burst and self._held.third_s - self._held.first_s > AVERAGE_GAP_S:
            return False  # as slow as a hand, so far
        return self._is_unfinished_with("")

    def _is_rest(self, keys: HeldKeys, at_s: float, suffix: Suffix) -> bool:
        """Whether these few came, as fast as a scanner, behind a burst that a pause cut off."""
        if len(keys) >= MIN_BURST or keys.first_s - self._cut_s > REST_S or keys.mean_s > AVERAGE_GAP_S:
            return False
        return len(keys) > 1 or (suffix is not Suffix.NONE and at_s - keys.last_s <= AVERAGE_GAP_S)

    def _is_unfinished_with(self, text: str) -> bool:
        """Whether what is held and `text` behind it are the beginning of a badge number."""
        return len(self._held) + len(text) < _LONGEST_UNFINISHED and _is_unfinished(self._held.text + text)

    def _release(self, at_s: float, suffix: Suffix = Suffix.NONE) -> list[KeyboardInput]:
        keys, self._held = self._held, HeldKeys()
        crumbs, self._crumbs = self._crumbs, 0
        held = keys.text
        if not held:
            return []
        if self._is_rest(keys, at_s, suffix):
            self._burst_end_s = at_s
            return []
        if len(keys) < MIN_BURST or _is_one_key(keys) or (not keys.unkept and _is_by_hand(keys, at_s, suffix)):
            self._before = (held, keys.last_s)
            return [Typed(held)]
        self._burst_end_s = min(at_s, keys.last_s + PAUSE_S)
        # Behind a whole badge number comes no rest.
        is_cut = suffix is Suffix.NONE and not is_badge_number(on_the_badge(apart(held)[-1]))
        self._cut_s = keys.last_s if is_cut else float("-inf")
        (torn_off, torn_s), self._before = self._before, ("", float("-inf"))
        if keys.first_s - torn_s <= REST_S and is_badge_number(on_the_badge(torn_off + held)):
            return [Burst(held, suffix, torn_off=torn_off)]
        if keys.unkept:
            return [Burst(held, suffix, crumbs > 0, crumbs > 1, keys.unkept)]
        by_hand: list[KeyboardInput] = []
        if keys.second_s - keys.first_s > AVERAGE_GAP_S and _is_typed_before_digits(held):
            by_hand, held = [Typed(held[0])], held[1:]
        return [*by_hand, *(Burst(piece, suffix, crumbs > 0, crumbs > 1) for piece in apart(held))]


def _is_one_key(keys: HeldKeys) -> bool:
    """Whether it is a key that somebody keeps down, and no scanner's line of dashes."""
    return keys.all_same and (len(keys) < NO_HAND or keys.mean_s >= _FAST_MEAN_S)


def _is_by_hand(keys: HeldKeys, at_s: float, suffix: Suffix) -> bool:
    """Whether a text that came fast was typed by a person all the same; a badge number never was."""
    held = keys.text
    if _is_number_like(held):
        return False
    if keys.mean_s > _SLOWEST_MEAN_S:
        return True  # two fingers that roll: quick pairs, slow on the whole
    digits = sum(char.isdigit() for char in held)
    ended_at_once = suffix is not Suffix.NONE and at_s - keys.last_s <= AVERAGE_GAP_S
    if digits == 0 and not ended_at_once and (keys.mean_s > _FAST_MEAN_S or _is_pinyin(held)):
        return True
    return not unicodedata.normalize("NFKC", held).isascii() and digits < MIN_BURST and not ended_at_once


def _is_pinyin(held: str) -> bool:
    """Whether it is letters alone: an input method hands them over in one piece where Enter or Shift ends them, and keeps that key."""
    return held.isascii() and held.replace("'", "").isalpha()


def _badges_among(text: str, is_badge: Callable[[str], bool]) -> list[str]:
    """The badges of a text whose every line is one, or several without anything between them; empty where a line is none."""
    pieces: list[str] = []
    for line in _ENDS.split(text):
        found = apart(line) if line.strip() else []
        if not all(is_badge(piece) for piece in found):
            return []
        pieces += found
    return pieces


def _is_unfinished(held: str) -> bool:
    """Whether a badge number may go on: its first digits, or the mark before them."""
    text = normalise(held)
    if held[:1] in ("]", "\\") and len(held) < _LONGEST_MARK:
        return True
    return text.isdecimal() and text.startswith(PREFIX) and len(text) < LENGTH


def _is_number_like(held: str) -> bool:
    """Whether a text is a badge number, several of them, or one that lost a few digits."""
    text = on_the_badge(held)
    return (
        (text.isdecimal() and text.startswith(PREFIX) and len(text) >= _LEAST_OF_A_NUMBER)
        or all(is_badge_number(on_the_badge(piece)) for piece in apart(held))
        or is_test_code(text) is not None
    )


def apart(raw: str) -> list[str]:
    """The badge numbers of a run of whole badge numbers, each with right check digits; any
    other text unchanged, as one piece.
    """
    plain = unicodedata.normalize("NFKC", raw)
    if len(plain) != len(raw) or len(plain) <= LENGTH:
        return [raw]
    pieces = list(_NUMBER_WITH_PREFIX.finditer(plain))
    covered = sum(piece.end() - piece.start() for piece in pieces)
    if covered != len(plain) or not all(is_badge_number(piece[1]) for piece in pieces):
        return [raw]
    return [raw[piece.start() : piece.end()] for piece in pieces]


def _is_typed_before_digits(held: str) -> bool:
    """Whether a person pressed a key just before a badge was scanned: the digits of a badge never begin with a letter."""
    rest = held[1:]
    return is_badge_number(rest) or (not held[0].isdigit() and rest.isdigit() and len(rest) >= MIN_BURST)


def _is_badge_like(line: str) -> bool:
    """Whether a pasted line may be a badge. Names, sentences and dates that a person pastes into a field are not scans."""
    text = normalise(line)
    if is_test_code(text) is not None:
        return True
    digits = sum(char.isdigit() for char in text)
    return bool(_BADGE_LIKE.fullmatch(text)) and digits >= _MIN_DIGITS and not _DATE.fullmatch(text)


def joined(inputs: list[KeyboardInput]) -> list[KeyboardInput]:
    """The pieces with neighbouring typed pieces made one."""
    pieces: list[KeyboardInput] = []
    for piece in inputs:
        before = pieces[-1] if pieces else None
        if isinstance(piece, Typed) and isinstance(before, Typed):
            pieces[-1] = Typed(before.chars + piece.chars)
        else:
            pieces.append(piece)
    return pieces
