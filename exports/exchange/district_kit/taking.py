"""A desk takes a district kit: then it knows the district's key, and the school of a visitor from the badge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checkin.rules.policies import FIRST_VERSION, read_policy, settings_of
from exports.exchange.admission import Admitted, Claim, admitted, reader_at
from exports.exchange.district_kit.contents import DistrictKit, read_district_kit
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind, receive
from storage.keyring import keyring_of
from storage.standard.credential_list import keep_credential_list
from storage.standard.standard import (
    KnownDistrict,
    forget_district,
    keep_teams,
    known_district,
    remember_district,
    write_holidays,
)
from storage.store import Store
from storage.supervision.consequences import try_out


@dataclass(frozen=True, slots=True)
class DistrictKitTaken:
    """What a district kit brought. `badges` counts the badges of other teams.

    `new` is false if the desk already had this kit. `first` is true if the desk knew no district before. `policy` holds
    the settings in which the team's policy differs from the district's; to set them is the supervisor's decision.
    `own_holidays` is true if the school has changed its holiday table, which then stays. `listed` is false if the
    district's list does not have this team.
    """

    district: str
    fingerprint: str
    version: int
    teams: int
    badges: int
    new: bool
    first: bool
    policy: Mapping[str, Any]
    own_holidays: bool
    listed: bool
    categories: tuple[str, ...]


def take_district_kit(
    store: Store, file: Path, *, new_district: bool = False, agreed: Callable[[], object] | None = None
) -> DistrictKitTaken:
    """Take a district kit, all of it or nothing, at any desk of a team. `agreed` is called once the kit can be taken, before anything
    is written, and may still refuse.

    Raises Refused for another kind of file, an older kit, and a kit of another district. With `new_district` the kit of another district is taken, and everything
    that the former district sent is dropped.
    """
    receive(file, FileKind.DISTRICT_KIT)
    kit = read_district_kit(file)

    def admission_now(at: Store) -> Admitted:
        former = known_district(at.connection)
        if new_district and former is not None and former.key != kit.sender.key:
            forget_district(at.connection)
        return _admitted(at, kit)

    if agreed is not None:
        try_out(store, admission_now)
        agreed()
    with store.ledger.transaction():
        former = known_district(store.connection)
        admission = admission_now(store)
        _keep(store, kit)
        policy = _differing(store, kit)
        own_holidays = not write_holidays(store.folder, None if former is None else former.standard, kit.standard)
        store.ledger.notice_taken()
    visitors = sum(team != store.identity.team for _mark, team in kit.marks)
    return DistrictKitTaken(
        kit.sender.name, fingerprint(kit.sender.key), kit.version, len(kit.teams), visitors, admission.new,
        admission.first_contact, policy, own_holidays,
        store.identity.team in {team.code for team in kit.teams}, kit.standard.categories,
    )  # fmt: skip


def _admitted(store: Store, kit: DistrictKit) -> Admitted:
    keyring = keyring_of(store)
    known = keyring.known_district()
    claim = Claim(FileKind.DISTRICT_KIT, kit.where, None, kit.sender.key, kit.version)
    return admitted(claim, reader_at(store.identity), keyring, 0 if known is None else known.kit_version)


def _keep(store: Store, kit: DistrictKit) -> None:
    sender = kit.sender
    district = known_district(store.connection) or KnownDistrict(sender.code, sender.name, sender.key)
    renewed = replace(district, code=sender.code, name=sender.name, kit_version=kit.version, standard=kit.standard)
    remember_district(store.connection, renewed)
    keep_credential_list(store.connection, kit.credentials)
    own = store.identity.team
    # The register already says who owns this team's own badges.
    keep_teams(store.connection, kit.teams, ((mark, team) for mark, team in kit.marks if team != own))


def _differing(store: Store, kit: DistrictKit) -> dict[str, Any]:
    """The settings in which the district's policy differs from this desk's, with the district's values."""
    asked = kit.standard.policy or {}
    here, wanted = settings_of(store.policy()), settings_of(read_policy(asked, FIRST_VERSION))
    return {name: wanted[name] for name in asked if here[name] != wanted[name]}
