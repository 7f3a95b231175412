"""Which events set one thing, so that of several the last by (`at`, `id`) holds (design §4). What is written now does not hold
where another one is dated later. Two laptops' clocks differ by minutes every day: then it is dated just behind the other one. By
more than that a clock was wrong, which is said.

Changes of activities are compared by the activity that they mean (`storage.activities.later_changes`), things by what a person
has of them (`storage.things.handing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import tzinfo

from checkin.rules.events import (
    KIND_OF,
    Admit,
    Amend,
    Answer,
    Badge,
    Clash,
    Confirm,
    Consent,
    Evaluate,
    Event,
    Inspect,
    Judge,
    Kind,
    PolicyChange,
    Purge,
    Revoke,
    Rule,
)
from checkin.rules.facts import Facts
from checkin.rules.field_values import LATEST
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.standing import order_key

AT_A_DESK = N_(
    "what is dated {when} would go on to hold: the clock of its desk was wrong, or this one is behind. Is the clock right here? Then "
    "strike it out with hourdesk void {event}, or do this after that time"
)
MANY_AT_A_DESK = N_(
    "what is dated {when} would go on to hold ({count} entries): the clock of its desk was wrong, or this one is behind. Is the clock "
    "right here? Then strike out all that is dated ahead with hourdesk void --ahead {kinds}, or do this after that time"
)
AT_THE_DISTRICT = N_(
    "what is dated {when} would go on to hold: the clock of its desk was wrong, or this one is behind. Is the clock right here? Then "
    "strike it out with hourdesk district rule {event} --void, or do this after that time"
)
_MOST_NAMED = 5
"""Events that one sentence names, each by its id."""
Setting = tuple[str, ...]
NEVER_STRUCK = (Purge, Revoke, Admit)
"""What no void strikes out. Their time says only which of them is the last."""
SETTING_KINDS = (
    Kind.AMEND, Kind.RULE, Kind.CONFIRM, Kind.CLASH, Kind.JUDGE, Kind.INSPECT, Kind.CONSENT, Kind.EVALUATE, Kind.BADGE,
    Kind.ANSWER, Kind.POLICY,
)  # fmt: skip
"""What sets something that a void takes back; changes of an activity are struck out with it."""
_SMALL_LEAD_MS = 10 * 60_000
"""By so much clocks that nobody calls wrong differ (milliseconds)."""


def settings_of(event: Event, facts: Facts) -> frozenset[Setting]:
    """Names for all that an event sets; none for what only adds something, as added hours or a commendation do."""
    body = event.body
    found: list[Setting]
    match body:
        case Amend(target=target):
            found = [(target, name) for name, said in body._asdict().items() if name != "target" and said is not None]
        case Rule(target=target) | Confirm(target=target) | Clash(target=target) | Judge(target=target):
            found = [(target,)]
        case Inspect(target=target, seed=seed):
            found = [(target, seed)]
        case Consent(volunteer=volunteer) | Evaluate(volunteer=volunteer):
            found = [(facts.person(volunteer),)]
        case Badge(badge=badge):
            found = [(badge,)]
        case Answer(finding=finding):
            found = [(finding,)]
        case PolicyChange():
            found = [()]
        case Purge(persons=persons, fields=fields):
            found = [(person, field) for person in persons for field in fields]
        case Revoke(desk=desk) | Admit(desk=desk):
            return frozenset({("lost", event.team, desk)})
        case _:
            return frozenset()
    # A team speaks of its own people, badges and policy; at the others every team's word counts.
    team = event.team if isinstance(body, Consent | Badge | PolicyChange | Evaluate) else ""
    return frozenset((KIND_OF[type(body)], team, *one) for one in found)


def held_instead(new: Iterable[Event], others: Iterable[Event], facts: Facts) -> list[Event]:
    """Those of `others`, all dated later than the new events or not, that would hold in place of a new one, by (at, id)."""
    by_setting: dict[Setting, list[Event]] = {}
    for event in new:
        for setting in settings_of(event, facts):
            by_setting.setdefault(setting, []).append(event)
    found = {
        other.id: other
        for other in others
        if other.id not in facts.struck
        for setting in settings_of(other, facts)
        if any(_overrules(other, event) for event in by_setting.get(setting, ()))
    }
    return sorted(found.values(), key=order_key)


def instant_that_holds(above: Iterable[Event], at: int, refusal: Callable[[Sequence[Event]], Refused]) -> int:
    """The instant (milliseconds) at which what is written at `at` holds though these events are dated later: behind them. Raises
    `refusal` of those that must be struck out first, for a wrong clock dated them."""
    above = list(above)
    wrong = [one for one in above if not isinstance(one.body, NEVER_STRUCK) and one.at - at > _SMALL_LEAD_MS]
    if wrong:
        raise refusal(wrong)
    return instant_behind(above, at)


def instant_behind(above: Iterable[Event], at: int) -> int:
    """`at`, or the first instant behind all of these others (milliseconds)."""
    return max([at, *(min(LATEST, one.at + 1) for one in above)])


def dated_later(above: Sequence[Event], where: tzinfo, message: str = AT_A_DESK) -> Refused:
    """The refusal of what would not hold, for these others do: until when, in the zone `where`, and which they are."""
    when = f"{local_time(max(event.at for event in above), where):%Y-%m-%d %H:%M}"
    if len(above) > _MOST_NAMED:
        kinds = " --ahead ".join(dict.fromkeys(str(KIND_OF[type(event.body)]) for event in above))
        return refuse("later_change", "", MANY_AT_A_DESK, when=when, count=len(above), kinds=kinds)
    events = " ".join(event.id for event in above)
    return refuse("later_change", "", message, when=when, event=events)


def dated_ahead(events: Iterable[Event], now: int, facts: Facts) -> list[Event]:
    """Those that set something which a wrong clock dated ahead of the instant `now`, and that can be struck out."""
    return [
        event
        for event in events
        if event.at - now > _SMALL_LEAD_MS
        and event.id not in facts.struck
        and not isinstance(event.body, NEVER_STRUCK)
        and settings_of(event, facts)
    ]


def _overrules(other: Event, event: Event) -> bool:
    """Whether the `other` holds, of two that set one thing: an evaluation of an earlier day does not, whenever it was written."""
    if isinstance(other.body, Evaluate) and isinstance(event.body, Evaluate) and other.body.day < event.body.day:
        return False
    return other.at > event.at
