"""Events that repeat (RRULE, RDATE, EXDATE of RFC 5545), put out one by one within a bound."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from checkin.rules.activities import zone
from checkin.rules.problems import N_, refuse
from exports.ical.entries import BAD_TIME, Entry

MOST_REPEATS = 100
"""Of one event; a year of weeks and some."""
_LONGEST = timedelta(days=3 * 366)
"""No rule is followed further than this from its start, whatever it says."""
_KNOWN = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_ENDLESS = N_("it repeats without an end: give it a last day in the calendar, or name one here with --until")
_TOO_OFTEN = N_(
    "it repeats more than {most} times: give it an earlier last day in the calendar, or name one here with --until"
)
_UNREAD = N_("the rule by which it repeats is not one that can be read here: enter the days one by one in the calendar")


def starts_of(entry: Entry, until: date | None) -> list[datetime]:
    """The starts of an event by the clocks of its zone, in their order, those after the day `until` left out; only its own where
    it does not repeat. Raises Refused where it repeats without an end, too often, or by a rule that is not known here."""
    event, found = entry.event, {entry.start}
    if "EXRULE" in event:
        raise refuse("bad_rule", entry.said, _UNREAD)
    try:
        if "RRULE" in event:
            found |= set(_by_rule(entry, event["RRULE"], until))
        found |= set(_listed(entry, "RDATE"))
        found -= set(_listed(entry, "EXDATE"))
    # What the libraries raise for nonsense is of many kinds, and all of them mean the same here.
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError) as error:
        raise refuse("bad_rule", entry.said, _UNREAD) from error
    starts = sorted(one for one in found if until is None or one.date() <= until)
    if len(starts) > MOST_REPEATS:
        raise refuse("too_many", entry.said, _TOO_OFTEN, most=MOST_REPEATS)
    return starts


def repeats(entry: Entry) -> bool:
    """Whether more than one occasion can come of it."""
    return "RRULE" in entry.event or "RDATE" in entry.event


def _by_rule(entry: Entry, rule: Any, until: date | None) -> list[datetime]:
    from dateutil.rrule import rrulestr

    if isinstance(rule, list) or not set(rule) <= _KNOWN or str(rule["FREQ"][0]).upper() not in _FREQUENCIES:
        raise refuse("bad_rule", entry.said, _UNREAD)
    count, last = int(rule.get("COUNT", [0])[0]), _last(entry, rule)
    if not count and last is None and until is None:
        raise refuse("endless", entry.said, _ENDLESS)
    if not _can_be(rule):
        # The library would look for such a day until the year 9999.
        raise refuse("bad_rule", entry.said, _UNREAD)
    if int(rule.get("INTERVAL", [1])[0]) < 1 or ("COUNT" in rule and count < 1):
        raise refuse("bad_rule", entry.said, _UNREAD)
    ends = [one for one in (last, None if until is None else datetime.combine(until, time.max)) if one is not None]
    end = min([*ends, entry.start + _LONGEST])
    bare = ";".join(f"{name}={_value(rule, name)}" for name in rule if name not in ("UNTIL", "COUNT"))
    # The end is given without a zone as the start is, so that both are compared by the clocks of the place.
    dates: Iterable[datetime] = rrulestr(f"{bare};UNTIL={end:%Y%m%dT%H%M%S}", dtstart=entry.start)
    found = list(islice(dates, min(count or MOST_REPEATS + 1, MOST_REPEATS + 1)))
    if len(found) > MOST_REPEATS:
        raise refuse("too_many", entry.said, _TOO_OFTEN, most=MOST_REPEATS)
    if end == entry.start + _LONGEST and len(found) != count:
        raise refuse("too_long", entry.said, _TOO_OFTEN, most=MOST_REPEATS)
    return found


def _can_be(rule: Any) -> bool:
    """Whether a rule names days that there are: no 30 February, no second day of a day, no eighth of a week."""
    months = [int(one) for one in rule.get("BYMONTH", range(1, 13))]
    days = [abs(int(one)) for one in rule.get("BYMONTHDAY", [1])]
    most = {"DAILY": 1, "WEEKLY": 7}.get(str(rule["FREQ"][0]).upper(), 366)
    return any(day <= monthrange(2024, month)[1] for month in months for day in days) and all(
        abs(int(one)) <= most for one in rule.get("BYSETPOS", [1])
    )


def _value(rule: Any, name: str) -> str:
    return ",".join(str(one) for one in rule[name])


def _last(entry: Entry, rule: Any) -> datetime | None:
    if "UNTIL" not in rule:
        return None
    at = rule["UNTIL"][0]
    if not isinstance(at, datetime):
        return datetime.combine(at, time.max).replace(microsecond=0)
    return at if at.tzinfo is None else at.astimezone(zone(entry.timezone)).replace(tzinfo=None)


def _listed(entry: Entry, name: str) -> list[datetime]:
    """The starts that a list of days names, by the clocks of the event's zone."""
    value = entry.event.get(name, [])
    found = []
    for one in value if isinstance(value, list) else [value]:
        for item in one.dts:
            at = item.dt
            if isinstance(at, datetime):
                here = zone(entry.timezone)
                found.append(at if at.tzinfo is None else at.astimezone(here).replace(tzinfo=None))
            elif isinstance(at, date):
                found.append(datetime.combine(at, entry.start.time()))
            else:
                raise refuse("bad_time", entry.said, BAD_TIME)
    return found


def moment(start: datetime, timezone: str) -> datetime:
    """The instant of a start, in UTC."""
    return start.replace(tzinfo=zone(timezone)).astimezone(UTC)
