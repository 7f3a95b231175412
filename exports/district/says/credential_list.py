"""The district's list for those who check credentials: the team keys that it trusts, lost desks, and revoked certificates."""

from __future__ import annotations

from collections import defaultdict

from checkin.rules.events import Certify
from checkin.rules.problems import N_, refuse
from checkin.rules.wire import read_event
from exports.district.district import District
from exports.district.record.common_facts import common_facts, counting_events
from exports.district.says.trust import joined_keys, keyring_of
from exports.district.settings import read_settings_file, settings_file_of
from exports.exchange.credential.certificate_names import place_of
from exports.exchange.credential.checking import Known
from exports.exchange.credential.district_list import CredentialList, ListedTeam, Revoked
from exports.exchange.credential_sources import need_list_of
from exports.exchange.letter.fields import LONGEST_NAME
from storage.disk import keys
from storage.people.spelling import clean_text

FILE = "credentials.toml"
MOST_DAYS = 36_600
_DAY_MS = 24 * 3600 * 1000


def credential_list(district: District, *, to_send: bool = False) -> CredentialList:
    """What the district knows now. One `to_send` has an end, so many days from now, and the district's key, which signs it.

    Raises Refused where the key is missing, or the settings say no days.
    """
    at, who = district.now() // 1000 * 1000, district.identity
    until = at + valid_days(district) * _DAY_MS if to_send else None
    key = keys.public_bytes(district.signing_key()) if to_send else b""
    lost = common_facts(district).joins.lost.by_place
    name = clean_text(who.name)[:LONGEST_NAME]
    return CredentialList(
        who.code, name, key, at, until, _teams(district), frozenset(desk for _team, desk in lost), _revoked(district)
    )


def known_at_district(district: District, brought: CredentialList | None = None) -> Known:
    """What the district knows when it checks a credential: its own record, as it is now.

    A list that was `brought` says no more; raises Refused where it is of another district.
    """
    if brought is not None:
        need_list_of(brought, district.identity.name, keys.public_bytes(district.signing_key()))
    return Known(district.now(), credential_list(district))


def _teams(district: District) -> dict[str, ListedTeam]:
    names, found = district.team_names(), defaultdict[str, set[bytes]](set)
    for team, key in keyring_of(district).believed | joined_keys(district):
        found[team].add(key)
    return {
        team: ListedTeam(clean_text(names.get(team) or team)[:LONGEST_NAME], frozenset(theirs))
        for team, theirs in found.items()
    }


def _revoked(district: District) -> dict[str, Revoked]:
    """The revoked places of each desk and year from which a certificate is known here. A team speaks of its own numbers only."""
    rows = district.db.execute(f"SELECT raw FROM {counting_events(district)} WHERE kind = 'certify'").fetchall()
    if not rows:
        return {}
    struck, recorded = common_facts(district).struck, _recorded(district)
    places, whose = defaultdict[str, set[int]](set), {}
    for (raw,) in rows:
        event = read_event(raw.encode("utf-8"))[0]
        place = place_of(event.body.number) if isinstance(event.body, Certify) else None
        if place is None or place.team != event.team:
            continue
        whose[place.listed_in] = event.team
        if event.id in struck:
            places[place.listed_in].add(place.bit)
    return {name: Revoked(recorded.get(team, 0), frozenset(places[name])) for name, team in whose.items()}


def _recorded(district: District) -> dict[str, int]:
    """Up to when the record of each team is here."""
    return dict(district.db.execute("SELECT team, max(last_at) FROM chain GROUP BY team").fetchall())


def valid_days(district: District) -> int:
    """For how many days a list says that something is in force. Raises Refused where the settings say no days."""
    file = settings_file_of(district, FILE)
    content = read_settings_file(file)
    days = content.get("valid_days")
    if {*content} != {"valid_days"} or type(days) is not int or not 0 < days <= MOST_DAYS:
        message = N_("write valid_days = N, and nothing else: so many days, from 1 to {most}")
        raise refuse("bad_settings", str(file), message, most=MOST_DAYS)
    return days
