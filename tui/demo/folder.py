"""The throw-away data folder of the demonstration: a real one, with an invented team's people, badges and past."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from checkin.clock import Clock
from checkin.desk import Desk
from checkin.rules.activities import Activity
from checkin.rules.badge_numbers import RANDOM_DIGITS, badge_number
from checkin.rules.decide import Arrival
from checkin.rules.events import Badge, BadgeState
from checkin.rules.identity import key
from checkin.rules.instants import local_time
from checkin.rules.signature import Signature
from checkin.texts import _
from exports.printed.badges.cards import BadgeCard
from storage.activities.activities import add_activity, close_activity
from storage.disk.ids import new_id
from storage.people.consents import bring_up_to_date
from storage.people.person import Person
from storage.store import Store, init_store
from tui.demo.people import invented_people
from tui.demo.scene import LOST_BADGE_OWNER, NOT_SIGNED_UP, OLD_BADGE, PLANNED, STRANGER, first_group

TEAM = "QSZX"
CODE = "GREEN"
SOURCE = "camera:demo"
_MS = timedelta(milliseconds=1)
_DAY = timedelta(days=1) // _MS
_MINUTE = timedelta(minutes=1) // _MS


@dataclass(frozen=True, slots=True)
class DemoDesk:
    """What was made up. `badges` holds the badge number of each card that is shown, by its name in the scene."""

    activity: Activity
    badges: dict[str, str]
    cards: dict[str, BadgeCard]


def make_demo_desk(path: Path, start: int, operator: str | None, clock: Clock) -> DemoDesk:
    """Make the folder. The activity's planned start is `start` (milliseconds); `clock` says who is under fourteen."""
    name = _("Qingshan Middle School volunteers")
    with init_store(path, team=TEAM, team_name=name, desk_name=_("gate"), clock=clock) as store:
        # One commit for all of it: nobody is waiting at this door.
        with store.ledger.transaction():
            people = invented_people(TEAM, store.today())
            badges = _badges(people)
            store.register.write(people)
            _issue_all(store, people, badges, start - 60 * _DAY, operator)
            bring_up_to_date(store, people, Signature(operator))
            _earlier(store, badges, people, start, operator)
            activity = _add(store, CODE, _("Green campus day"), _("school garden"), start, PLANNED, people, operator)
        cards = _cards(store, people, badges)
    return DemoDesk(activity, badges, cards)


def _badges(people: Iterable[Person]) -> dict[str, str]:
    chance = random.Random(71)
    names = [*(person.number for person in people), STRANGER, OLD_BADGE]
    return {name: badge_number("".join(chance.choices("0123456789", k=RANDOM_DIGITS))) for name in names}


def _issue_all(store: Store, people: Iterable[Person], badges: dict[str, str], at: int, operator: str | None) -> None:
    """Long before the activity; one badge was lost and replaced since."""
    for person in people:
        volunteer = key(person.team, person.number)
        badge = badges[person.number]
        if person.number == LOST_BADGE_OWNER:
            old = badges[OLD_BADGE]
            for later, state in enumerate((BadgeState.ISSUED, BadgeState.REVOKED)):
                body = Badge(old, volunteer, state, person.kind)
                store.ledger.record(body, at=at + later * 30 * _DAY, signed=Signature(operator))
        store.ledger.record(Badge(badge, volunteer, BadgeState.ISSUED, person.kind), at=at, signed=Signature(operator))
        store.register.set_badge(volunteer, badge)


def _earlier(store: Store, badges: dict[str, str], people: list[Person], start: int, operator: str | None) -> None:
    """Two activities of the weeks before, so that the hours so far are not nothing."""
    chance = random.Random(3)
    occasions = (
        (21, "TRAFFIC", _("Safe crossing"), _("school gate"), timedelta(hours=1), first_group()[:26]),
        (7, "BOOKS", _("Tidy library"), _("library"), timedelta(hours=2), first_group()[12:]),
    )
    for days, code, name, place, length, came in occasions:
        begin = start - days * _DAY
        activity = _add(store, code, name, place, begin, length, people, operator)
        end = begin + length // _MS
        scans = [(begin - chance.randrange(1, 15 * _MINUTE), number) for number in came]
        scans += [(end + chance.randrange(1, 9 * _MINUTE), number) for number in came]
        scan_all(store, activity.key, ((at, badges[number]) for at, number in sorted(scans)), operator)
        close_activity(store, code, Signature(operator), at=end + 30 * _MINUTE)


def scan_all(store: Store, activity: str, scans: Iterable[tuple[int, str]], operator: str | None) -> None:
    """Enter scans of the past as if each had arrived in its time."""
    desk = Desk(store.ledger, operator)
    with store.ledger.transaction():
        for at, badge in scans:
            desk.scan(Arrival(new_id(at), at, badge, activity, source=SOURCE))


def _add(
    store: Store,
    code: str,
    name: str,
    place: str,
    start: int,
    length: timedelta,
    people: list[Person],
    operator: str | None,
) -> Activity:
    end = start + length // _MS
    zone = Activity(key(TEAM, code)).zone
    changes = {
        "name": name,
        "place": place,
        "start": start,
        "end": end,
        "category": _("green environment") if code == CODE else _("civility"),
        # Whoever watches the demonstration at night watches a night shift.
        "overnight": local_time(start - _DAY // 24, zone).date() != local_time(end + _DAY // 12, zone).date(),
        "signup": [key(p.team, p.number) for p in people if p.number not in NOT_SIGNED_UP],
    }
    return add_activity(store, code, changes, Signature(operator))


def _cards(store: Store, people: Iterable[Person], badges: dict[str, str]) -> dict[str, BadgeCard]:
    team_name = store.identity.team_name
    cards = {
        person.number: BadgeCard(
            TEAM, True, team_name, person.number, person.name, person.class_name, badges[person.number]
        )
        for person in people
    }
    owner = cards[LOST_BADGE_OWNER]
    cards[OLD_BADGE] = replace(owner, badge=badges[OLD_BADGE])
    cards[STRANGER] = BadgeCard(
        "LHXX", False, _("Lianhua Primary School volunteers"), "0217", "方圆", "六年级2班", badges[STRANGER]
    )
    return cards
