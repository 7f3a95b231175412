"""Join the desks of a laptop that was set up by itself: what the `join` event says, and the certificates of the team."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from checkin.rules.events import Event, Join
from checkin.rules.facts import gather
from checkin.rules.identity import split
from checkin.rules.joins import Joins, joins_of
from exports.exchange.pack.layout import Chain
from exports.exchange.pack.matching import Known, Matching, matched
from exports.exchange.pack.reading import ListedVolunteer, Pack
from exports.exchange.pack.vouching import root_of
from storage.disk import keys
from storage.disk.keys import Certificate
from storage.keyring import keyring_of
from storage.log.events import stored_event
from storage.log.named_numbers import named_by, numbers_of_desks
from storage.people.badges import register_badges
from storage.people.joined import persons_of_join
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Joining:
    """What joining a pack's desks comes to: `event` is what has to be written, None where everything was decided before."""

    matching: Matching
    event: Join | None


def joining(store: Store, pack: Pack, volunteers: Iterable[ListedVolunteer]) -> Joining:
    """Match the numbers of a pack whose events are prepared beside the log (`temp.taking`).

    A number that these desks named in events which are here already was decided then, and stays as it is.
    """
    here, team = store.ledger.facts().joins, store.identity.team
    within = joins_prepared(store)
    desks = _desks_to_join(store, pack, here, within)
    both = {chain.desk for chain in pack.manifest.chains}
    new, old = numbers_of_desks(store.connection, "temp.taking"), numbers_of_desks(store.connection)
    there = {f"{v.team}/{v.number}": Known(v.name, v.class_name) for v in volunteers if v.team == team}
    wanted = {within.number(desk, number) for desk, number in new if desk in both} | {*there}
    decided = named_by(old, both & here.desks_of(team))
    undecided = {n for n in wanted - decided if split(n)[0] == team and here.number(pack.manifest.desk, n) == n}
    register = {number: Known(name, class_name) for number, (name, class_name, _kind) in store.register.names().items()}
    used = {here.number(desk, number) for desk, number in old if desk not in both}
    matching = matched(undecided, there, register, used, pack.manifest.desk)
    before = _numbers_before(here, desks & here.desks_of(team), named_by(old, desks))
    event = Join(team, tuple(sorted(desks)), pack.root.hex(), {**before, **matching.numbers})
    if not matching.apart and not desks - here.desks_of(team):
        return Joining(matching, None)
    return Joining(matching, event)


def register_joined(store: Store, desk: str, join: Join, volunteers: Iterable[ListedVolunteer]) -> None:
    """Write the badges of the people who came with a join; who became a leaver when an earlier one was undone is back.

    The badges of their earlier events count again too. Needs a transaction around it.
    """
    register_badges(store, persons_of_join(store, join))
    joins = store.ledger.facts().joins
    there = {joins.number(desk, f"{v.team}/{v.number}") for v in volunteers if not v.left}
    others = {joins.number(d, n) for d, n in numbers_of_desks(store.connection) if d not in join.desks}
    store.register.mark_back((there & store.register.leavers()) - others)


def team_certificates(store: Store, chain: Chain) -> tuple[Certificate, ...]:
    """The certificates by which this team vouches for the desk of a chain in a pack: its own where they lead to the team's
    key, else new ones. The team's key signs them where it is here, else this desk's."""
    here, team = keyring_of(store).own, store.identity.team
    if root_of(chain.certificates, team, chain.desk, chain.name) == here.team_public():
        return chain.certificates
    key = chain.certificates[0].key
    if here.has_team_key:
        return (keys.certify(here.team_key(), team, chain.desk, key),)
    own = store.identity.desk
    return (keys.certify(here.key(own), team, chain.desk, key), *here.certificates(own))


def stored_certificates(certificates: Iterable[Certificate]) -> str:
    """Certificates as the table of taken desks holds them."""
    return json.dumps([certificate.to_json() for certificate in certificates])


def _desks_to_join(store: Store, pack: Pack, here: Joins, within: Joins) -> set[str]:
    """The desks of the pack that were set up under its key, and are not joined to one of its own desks."""
    found = set()
    for chain in pack.manifest.chains:
        known = here.by_place.get((pack.manifest.team, chain.desk))
        if (
            chain.desk != store.identity.desk
            and chain.desk not in within.desks_of(pack.manifest.team)
            and (known is None or known.key == pack.root.hex())
        ):
            found.add(chain.desk)
    return found


def _numbers_before(here: Joins, joined: Collection[str], named: Collection[str]) -> Mapping[str, str]:
    """How numbers of joined desks are read now, where that is not as they are written."""
    written = {*named, *(number for desk, number in here.renumbered() if desk in joined)}
    return {n: read for desk in joined for n in sorted(written) if (read := here.number(desk, n)) != n}


def joins_prepared(store: Store) -> Joins:
    """The joins among the events that are prepared beside the log."""
    return joins_of(_prepared(store))


def joins_with_prepared(store: Store) -> Joins:
    """The joins as they will stand once the prepared events are in the log."""
    return gather([*store.ledger.queries.common(), *_prepared(store, "'join', 'void'")]).joins


def _prepared(store: Store, kinds: str = "'join'") -> list[Event]:
    rows = store.connection.execute(f"SELECT raw FROM temp.taking WHERE kind IN ({kinds})")
    return [stored_event(raw) for (raw,) in rows]
