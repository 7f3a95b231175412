"""What a desk knows when it checks a credential: its own team's keys and record, and the district's list that its kit brought."""

from __future__ import annotations

from checkin.rules.problems import Refused
from exports.exchange.credential.checking import Known
from exports.exchange.credential.district_list import CredentialList
from exports.exchange.credential_sources import list_here, need_list_of
from exports.printed.certificates.verifying import was_corrected
from storage.keyring import keyring_of
from storage.recognition.certificates import Issued, certificates
from storage.store import Store


def known_at_desk(store: Store, brought: CredentialList | None = None) -> Known:
    """What is known at an open desk. `brought` is a list from a file: it is asked in the place of the one that is here, if it is newer.

    Raises Refused for a list of another district than the one that is known here.
    """
    team, district = store.identity.team, keyring_of(store).known_district()
    if brought is not None and district is not None:
        need_list_of(brought, district.name, district.key)
    lost = store.ledger.facts().joins.lost
    found = {one.body.number: one for one in certificates(store)}

    def record(number: str) -> Issued | None:
        issued = found.get(number)
        counts = issued is not None and lost.counts(issued.event.team, issued.event.desk, issued.event.id)
        return issued if counts else None

    return Known(
        store.now(),
        _newer(list_here(store), brought),
        team,
        _own_keys(store),
        frozenset(desk for code, desk in lost.by_place if code == team),
        record,
        lambda issued: was_corrected(store, issued),
    )


def _own_keys(store: Store) -> frozenset[bytes]:
    keyring = keyring_of(store)
    try:
        return keyring.team_keys(keyring.team) | keyring.joined
    except Refused:
        # A damaged key file: then the district's list is all there is.
        return keyring.joined


def _newer(one: CredentialList | None, other: CredentialList | None) -> CredentialList | None:
    return max((found for found in (one, other) if found is not None), key=lambda found: found.at, default=None)
