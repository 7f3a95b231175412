"""A new desk from a kit, and a newer kit into a desk that was made from one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.rules.identity import key
from checkin.rules.problems import N_, refuse
from exports.exchange.kit.contents import Kit, person_of, unpack_kit
from exports.exchange.kit.sealing import read_sealed
from storage.disk import keys
from storage.disk.identity import DeskIdentity
from storage.enrolment import another_desk_key
from storage.log.expected_desks import expect_only
from storage.log.taking_in import whose_badges_here
from storage.people.badges import register_badges
from storage.store import Store, new_folder, new_store


@dataclass(frozen=True, slots=True)
class Taken:
    """What a kit brought: its version, and how many persons and events it holds. `new` is false for one taken before."""

    version: int
    persons: int
    events: int
    new: bool


def init_from_kit(
    path: Path,
    file: Path,
    desk_name: str | None = None,
    passphrase: str | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Store:
    """Make another desk of the kit's team in an empty folder, with an id and a key of its own, and open it.

    Without a name it is called as the kit says, or by the next number.
    """
    kit = unpack_kit(read_sealed(file, passphrase), str(file))
    name = desk_name or kit.desk_name or _next_number(kit.desks)
    with new_folder(path) as folder:
        desk = another_desk_key(folder, kit.team, kit.team_key, kit.enrolment_key, kit.enrolment)
        identity = DeskIdentity(kit.team, kit.team_name, kit.timezone, desk, name, False, kit.version)
        return new_store(folder, identity, clock, lambda store: _bring_in(store, kit))


def take_kit(store: Store, file: Path, passphrase: str | None = None) -> Taken:
    """Replace what an older kit brought; what this desk recorded stays as it is.

    Raises Refused for another team's or another signer's kit, an older version, and at the first desk.
    """
    if store.identity.first:
        message = N_("this is the team's first desk: it makes the kits and takes none")
        raise refuse("first_desk", str(file), message)
    kit = unpack_kit(read_sealed(file, passphrase), str(file))
    if kit.team != store.identity.team:
        message = N_("this kit is of team {team}, this desk of team {own}")
        raise refuse("another_team", str(file), message, team=kit.team, own=store.identity.team)
    if kit.team_key != keys.load_public(store.folder.keys / keys.TEAM_PUBLIC):
        message = N_("this kit was signed by somebody else than the team's first desk; nothing was taken")
        raise refuse("another_signer", str(file), message)
    with store.ledger.transaction():
        here = store.kit_version
        if kit.version < here:
            message = N_(
                "this kit is older (version {version}) than the one that is here (version {here}); nothing was taken"
            )
            raise refuse("older_kit", str(file), message, version=kit.version, here=here)
        if kit.version > here:
            _bring_in(store, kit)
    return Taken(kit.version, len(kit.persons), len(kit.events), kit.version > here)


def _bring_in(store: Store, kit: Kit) -> None:
    with store.ledger.transaction():
        store.register.write(person_of(row) for row in kit.persons)
        for row in kit.persons:
            if row["badge"]:
                store.register.set_badge(key(row["team"], row["number"]), row["badge"])
        store.register.mark_left(key(row["team"], row["number"]) for row in kit.persons if row["left"])
        store.ledger.replace_kit_events(kit.events)
        # A badge that this desk renewed stays renewed, though the first desk does not know it yet.
        register_badges(store, whose_badges_here(store.connection))
        expect_only(store.connection, (name for name in kit.desks if name != store.identity.desk_name))
        store.set_kit_version(kit.version)


def _next_number(taken: Collection[str]) -> str:
    return next(name for n in count(2) if (name := str(n)) not in taken)
