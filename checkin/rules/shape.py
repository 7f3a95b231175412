"""Whether an event of another desk has the right shape. A chain can be sound and its events still make no sense."""

from __future__ import annotations

from typing import Any

from checkin.rules.corrections import LONGEST_ADDITION, LONGEST_CLAIM, LONGEST_REDEMPTION, LONGEST_RULING
from checkin.rules.events import (
    Add,
    Admit,
    Claim,
    Clash,
    Confirm,
    Event,
    HandBack,
    HandOut,
    Join,
    Redeem,
    Revoke,
    Rule,
    Scan,
    SetAside,
    Transfer,
    Unknown,
    fields_of,
)
from checkin.rules.field_values import FITS, FITS_BY_TYPE, Fits, is_id, is_instant, is_team, is_text_or_none, never
from checkin.rules.identity import split

FAULT_VERSION = 4
"""The version of what `fault` says. Raise it with every change of an answer of `fault`, `wire.event_of` or `plain_scans`:
every record then judges its events anew when it is opened (`storage.log.judging`, `exports.district.record.judging`)."""


def fault(event: Event, *, any_team: bool = False) -> str | None:
    """The name of the first field with an impossible value; None for a well-formed event of a known kind.

    An event may name only activities of its own team (with `any_team`, of each); volunteers may be guests.
    """
    if not (is_id(event.id) and is_team(event.team)):
        return "id, team"
    if not is_instant(event.at):
        return "at"
    if not is_text_or_none(event.operator):
        return "operator"
    if not is_text_or_none(event.reason):
        return "reason"
    body: Any = event.body
    if isinstance(body, SetAside):
        return body.field
    if isinstance(body, Unknown):
        return None
    for (name, fits, may_be_none), value in zip(_checks(type(body)), body, strict=True):
        if not (may_be_none if value is None else fits(value)):
            return name
    return _fault_between(event, body, any_team)


def _checks(body: type[Any]) -> tuple[tuple[str, Fits, bool], ...]:
    """The fields of a body in their order: what fits each, and whether it may be None."""
    found = _CHECKS.get(body)
    if found is None:
        found = _CHECKS[body] = tuple(_check(name, declared) for name, declared in fields_of(body))
    return found


def _check(name: str, declared: str) -> tuple[str, Fits, bool]:
    fits = FITS.get(name) or FITS_BY_TYPE.get(declared, never)
    return name, fits, declared.endswith("None") and fits(None)


def _fault_between(event: Event, body: Any, any_team: bool) -> str | None:
    activity = getattr(body, "activity", None)
    if activity is not None and not any_team and split(activity)[0] != event.team:
        return "activity"
    if isinstance(body, Scan):
        if (body.volunteer is None) == (body.badge is None):
            return "volunteer, badge"
        return "post" if body.post == "" else None
    limit = LONGEST_RULING if isinstance(body, Rule) else LONGEST_ADDITION
    if isinstance(body, Rule | Add | Confirm | Transfer) and not 0 <= body.minutes <= limit:
        return "minutes"
    if isinstance(body, Claim) and not 0 < body.minutes <= LONGEST_CLAIM:
        return "minutes"
    if isinstance(body, Join) and {split(key)[0] for pair in body.numbers.items() for key in pair} - {body.team}:
        return "numbers"
    if isinstance(body, Clash) and (body.one_with is None) == (body.code is None):
        return "one_with, code"
    if isinstance(body, Transfer):
        own, school = split(body.volunteer)[0], split(body.origin)[0]
        return (
            "origin, there"
            if event.team in (school, "") or own != event.team or split(body.there)[0] != school
            else None
        )
    if isinstance(body, Revoke | Admit):
        return _fault_of_statement(event, body)
    if isinstance(body, Redeem) and not 0 < body.minutes <= LONGEST_REDEMPTION:
        return "minutes"
    if isinstance(body, HandOut | HandBack) and body.piece is not None and body.quantity != 1:
        return "quantity, piece"
    return None


def _fault_of_statement(event: Event, body: Revoke | Admit) -> str | None:
    """A desk can't speak of itself; an event that is named has a place, and one at a place is named."""
    if body.desk == event.desk:
        return "desk"
    if body.seq < 0 or (isinstance(body, Revoke) and (body.seq == 0) != (body.last is None)):
        return "seq, last"
    if isinstance(body, Admit) and None not in (body.after, body.last) and str(body.after) >= str(body.last):
        return "after, last"
    return None


_CHECKS: dict[type[Any], tuple[tuple[str, Fits, bool], ...]] = {}
"""What `_checks` found."""
