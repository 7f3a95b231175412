"""What a burst tells about the scanner's settings and the computer's keyboard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from checkin.rules.badge_numbers import LENGTH, PREFIX, is_badge_number
from checkin.scanning.burst import Burst, Suffix
from checkin.scanning.layouts import SHIFTED, layout_of
from checkin.scanning.text import normalise

FEWEST_DIGITS = 18
"""A number has two doubled digits on average; more than six pairs are one badge in a hundred thousand."""

_AIM = re.compile(r"[\]】][A-Za-z][0-9A-Za-z]")
_ECI = re.compile(r"[\\、]\d{6}")
_WIDE = re.compile(r"[\u3000-\u303f\uff00-\uff65\uffe0-\uffe6\u4e00-\u9fff\u3400-\u4dbf…—‘’“”·]")


class ScannerFault(StrEnum):
    """Something that is set wrong; some of them do no harm to badge numbers."""

    NO_SUFFIX = "no_suffix"
    TAB_SUFFIX = "tab_suffix"
    CAPS_LOCK = "caps_lock"
    INPUT_METHOD = "input_method"
    LOST_REPEATS = "lost_repeats"
    AIM_PREFIX = "aim_prefix"
    ECI_PREFIX = "eci_prefix"
    JOINED = "joined"
    SCRAMBLED = "scrambled"


def faults_of(burst: Burst) -> tuple[ScannerFault, ...]:
    """All faults that one burst of any badge shows, also harmless ones, the worst first; empty for a clean burst,
    and for one that is too long to be a badge."""
    return () if burst.is_too_long else tuple(dict.fromkeys(_faults(burst)))


def _faults(burst: Burst) -> Iterator[ScannerFault]:
    plain = normalise(burst.raw)
    layout = layout_of(plain)
    digits = burst.text if burst.text.isdecimal() else ""
    if burst.in_crumbs or _WIDE.search(burst.raw):
        yield ScannerFault.INPUT_METHOD
    elif layout in SHIFTED:
        yield ScannerFault.CAPS_LOCK
    elif layout is not None:
        yield ScannerFault.SCRAMBLED
    if digits.startswith(PREFIX) and FEWEST_DIGITS <= len(digits) < LENGTH:
        yield ScannerFault.LOST_REPEATS
    if digits.startswith(PREFIX) and len(digits) > LENGTH:
        yield ScannerFault.JOINED
    if _looks_garbled(plain, burst.text):
        yield ScannerFault.SCRAMBLED
    start = unicodedata.normalize("NFKC", burst.raw).lstrip("\x00\x02\x1d\ufeff ")
    if _AIM.match(start):
        yield ScannerFault.AIM_PREFIX
    if _ECI.search(start[:10]):
        yield ScannerFault.ECI_PREFIX
    if not burst.pasted and burst.suffix is Suffix.NONE:
        yield ScannerFault.NO_SUFFIX
    if burst.suffix is Suffix.TAB:
        yield ScannerFault.TAB_SUFFIX


def _looks_garbled(plain: str, text: str) -> bool:
    """Whether a text is as long as a badge number and has hardly a letter: a wrong layout changed the digits."""
    return (
        not is_badge_number(text)
        and plain.isascii()
        and FEWEST_DIGITS <= len(plain) <= LENGTH
        and not plain.isdecimal()
        and sum(c.isalpha() for c in plain) <= 2
    )
