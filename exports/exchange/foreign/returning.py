"""A laptop that was joined to another takes that one's pack: from then on it works as a desk of that team (design §7).

Its own chain ends, as after a restore: a new desk id and key go on, and every number that the laptop writes is the team's.
"""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.events import Join
from checkin.rules.identity import key, split
from checkin.rules.joins import Joined
from checkin.rules.problems import N_, refuse
from exports.exchange.pack.matching import Apart, Matching
from exports.exchange.pack.reading import ListedVolunteer, Pack
from storage.disk import sqlite
from storage.disk.identity import fingerprint, write_identity
from storage.disk.key_folder import KeyFolder
from storage.enrolment import desk_key
from storage.people.badges import register_badges
from storage.people.person import Person
from storage.people.renumbering import renumber
from storage.store import Store


def check_nobody_new(store: Store, pack: Pack) -> None:
    """Raises Refused where this desk named people after the last of its events that the pack has: nobody decided on them."""
    own = store.identity.desk
    known = next((chain.events for chain in pack.manifest.chains if chain.desk == own), 0)
    new = _numbers(store.connection, own, "seq > ?", known) - _numbers(store.connection, own, "seq <= ?", known)
    if {number for number in new if split(number)[0] == store.identity.team}:
        message = N_(
            "people came in here after that desk took this one's pack: write a pack here (hourdesk export), take it there "
            "(hourdesk take), and then take that desk's new pack here"
        )
        raise refuse("people_since", pack.where, message)


def match_back(store: Store, joined: Joined, volunteers: Iterable[ListedVolunteer]) -> Matching:
    """Which of this desk's people get another number: `there` is who has the number at the other desk, `here` who has it here."""
    there = {key(v.team, v.number): v.name for v in volunteers}
    here = {number: name for number, (name, _class, _kind) in store.register.names().items()}
    apart = tuple(
        Apart(number, there.get(number, ""), here.get(number, ""), becomes)
        for number, becomes in sorted(joined.numbers.items())
    )
    known = here.keys() - joined.numbers.keys()
    only_there = there.keys() - known - {*joined.numbers.values()}
    return Matching(len(known & there.keys()), len(only_there), apart)


def become_one_of_the_team(store: Store, pack: Pack, joined: Joined, volunteers: Iterable[ListedVolunteer]) -> str:
    """After the pack came in: the register by the team's numbers, a new desk id vouched for by the team, and its key.

    Needs a transaction around it. Returns the new desk id. Raises Refused where a key is missing.
    """
    renumber(store, joined.numbers)
    _forget_own_numbers(store)
    known = store.register.names()
    new = [v for v in volunteers if key(v.team, v.number) not in known]
    store.register.write(Person(v.team, v.number, v.name, v.class_name, v.kind) for v in new)
    store.register.mark_left(key(v.team, v.number) for v in new if v.left)
    register_badges(store, store.register.everybody())
    return _continue_as_another(store, pack)


def _forget_own_numbers(store: Store) -> None:
    """Numbers that this desk gave to the other's people, when each of the two had joined the other: nobody has them now."""
    own = store.identity
    rows = store.ledger.queries.of_kind("join")
    made = [event.body for event in rows if isinstance(event.body, Join) and event.desk == own.desk]
    for number in {number for join in made for number in join.numbers.values()} & store.register.everybody():
        store.register.mark_left([number])
        store.register.set_badge(number, None)


def _continue_as_another(store: Store, pack: Pack) -> str:
    folder, old = KeyFolder(store.folder.keys), store.identity
    vouched = next(chain.certificates for chain in pack.manifest.chains if chain.desk == old.desk)
    folder.keep_key(old.desk, folder.key(old.desk), vouched)
    desk = desk_key(store.folder, old.team, folder.key(old.desk), vouched)
    renewed = old._replace(desk=desk, first=False, kit_version=0, team_name=pack.manifest.team_name)
    write_identity(store.connection, renewed, fingerprint(store.folder.database))
    folder.follow_team(pack.root)
    return desk


def _numbers(connection: sqlite.Connection, desk: str, where: str, seq: int) -> set[str]:
    rows = connection.execute(
        f"SELECT DISTINCT volunteer FROM log WHERE desk = ? AND volunteer IS NOT NULL AND {where}", (desk, seq)
    )
    return {volunteer for (volunteer,) in rows}
