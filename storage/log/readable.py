"""One rule for writers and readers: what no reader would take is not written (design §3, §4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from checkin.rules.events import Event
from checkin.rules.instants import utc_text
from checkin.rules.problems import N_, refuse

_SHOWN = 60
"""Characters of a value that are repeated to the person who wrote it."""
_INSTANTS = ("at", "since", "start", "end", "check_in_until", "check_out_from")


CLOCK_IS_WRONG = N_("this laptop's clock says {time}, which can't be right: set it. Nothing was recorded")


def check_clock(now: int) -> None:
    """Raises Refused where the laptop's clock shows a time (`now`, milliseconds) that no event can have."""
    if not _rules()[0](now):
        raise refuse("clock_is_wrong", "", CLOCK_IS_WRONG, time=_day_of(now))


def check_readable(event: Event, now: int) -> None:
    """Raises Refused, with the value, where another desk or the district would refuse the event; and where the laptop's clock
    shows a time (`now`, milliseconds) that no event can have, whatever time a person gave.
    """
    check_clock(now)
    name = _rules()[1](event)
    if name is None:
        return
    message = N_(
        "“{value}” can't be recorded: no other desk could read it. Times lie between 1970 and 2199, texts have at most 4000 "
        "characters. Nothing was recorded; correct it"
    )
    # The name of the field is a word of programs: people know the value that they gave.
    raise refuse("unreadable_event", "", message, value=_value(event, name))


@cache
def _rules() -> tuple[Callable[[object], bool], Callable[[Event], str | None]]:
    """Loaded with the first event that is written: the desk's first screen does without them."""
    from checkin.rules.field_values import is_instant
    from checkin.rules.shape import fault

    return is_instant, fault


def _value(event: Event, name: str) -> str:
    from checkin.rules.field_values import wrong_change

    value: Any = getattr(event.body, name, None)
    if value is None:
        value = getattr(event, name, "")
    if name == "changes" and isinstance(value, Mapping):
        name = wrong_change(value) or ""
        value = value.get(name, "")
    if name in _INSTANTS and isinstance(value, int):
        return _day_of(value)
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _day_of(at: int) -> str:
    try:
        return utc_text(at)[:10]
    except OverflowError:
        return str(at)
