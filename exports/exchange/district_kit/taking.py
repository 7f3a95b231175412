"""A desk takes the district's kit: from then on it knows the district by its key, and visitors by their schools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checkin.rules.policies import FIRST_VERSION, read_policy, settings_of
from checkin.rules.problems import N_, refuse
from exports.exchange.district_kit.contents import DistrictKit, read_district_kit
from exports.exchange.letter.from_district import Sender
from exports.exchange.pack.vouching import fingerprint
from storage.activities.policies import current_policy, set_policy
from storage.standard.standard import (
    KnownDistrict,
    forget_district,
    keep_teams,
    known_district,
    remember_district,
    write_holidays,
)
from storage.store import Store


@dataclass(frozen=True, slots=True)
class KitTaken:
    """What a kit brought; `badges` are those of other teams. `new` is false for one that was here already; `first` is true where the district was not known.

    `policy` are the settings in which the team's policy differs from the district's, `policy_set` whether they were set
    now; `own_holidays` is true where the school has a holiday table of its own, which stays; `listed` is false where
    the district does not have this team in its list.
    """

    district: str
    fingerprint: str
    version: int
    teams: int
    badges: int
    new: bool
    first: bool
    policy: Mapping[str, Any]
    policy_set: bool
    own_holidays: bool
    listed: bool
    categories: tuple[str, ...]


def take_district_kit(
    store: Store, file: Path, *, new_district: bool = False, with_policy: bool = False, operator: str | None = None
) -> KitTaken:
    """Take a district's kit, all of it or nothing, at any desk of a team.

    Raises Refused for an older kit, and for one of another district unless `new_district` is said: then nothing that
    the former district sent holds any longer.
    """
    kit = read_district_kit(file)
    with store.ledger.transaction():
        former = known_district(store.connection)
        known = admit_sender(store, kit.sender, kit.where, new_district=new_district)
        here = 0 if known is None else known.kit_version
        if kit.version < here:
            message = N_(
                "this kit is older (version {version}) than the one that is here (version {here}); nothing was taken"
            )
            raise refuse("older_kit", kit.where, message, version=kit.version, here=here)
        _keep(store, kit, known)
        policy = _differing(store, kit)
        if with_policy and policy:
            set_policy(store, policy, None, operator)
        own_holidays = not write_holidays(store.folder, None if former is None else former.standard, kit.standard)
        store.ledger.notice_taken()
    visitors = sum(team != store.identity.team for _mark, team in kit.marks)
    return KitTaken(
        kit.sender.name, fingerprint(kit.sender.key), kit.version, len(kit.teams), visitors, kit.version > here,
        known is None, policy, with_policy and bool(policy), own_holidays,
        store.identity.team in {team.code for team in kit.teams}, kit.standard.categories,
    )  # fmt: skip


def admit_sender(store: Store, sender: Sender, where: str, *, new_district: bool) -> KnownDistrict | None:
    """What is known of the sender's district; None where this is the first word from it. Needs a transaction.

    Raises Refused where another district is known here and `new_district` is not said.
    """
    known = known_district(store.connection)
    if known is None or known.key == sender.key:
        return known
    if not new_district:
        message = N_(
            "this file is signed by another district ({fingerprint}) than the one that is known here, “{name}” ({known}). "
            "Ask the district; if its key is really new: hourdesk kit --take KIT --new-district"
        )
        raise refuse(
            "another_district", where, message,
            fingerprint=fingerprint(sender.key), name=known.name, known=fingerprint(known.key),
        )  # fmt: skip
    forget_district(store.connection)
    return None


def _keep(store: Store, kit: DistrictKit, known: KnownDistrict | None) -> None:
    sender = kit.sender
    district = known or KnownDistrict(sender.code, sender.name, sender.key)
    renewed = replace(district, code=sender.code, name=sender.name, kit_version=kit.version, standard=kit.standard)
    remember_district(store.connection, renewed)
    own = store.identity.team
    # Whose this team's own badges are is in the register.
    keep_teams(store.connection, kit.teams, ((mark, team) for mark, team in kit.marks if team != own))


def _differing(store: Store, kit: DistrictKit) -> dict[str, Any]:
    """The settings that the district asks for and that are not so here."""
    asked = kit.standard.policy or {}
    here, wanted = settings_of(current_policy(store)), settings_of(read_policy(asked, FIRST_VERSION))
    return {name: wanted[name] for name in asked if here[name] != wanted[name]}
