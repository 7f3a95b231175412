"""The team's policy in force, and a new version of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from checkin.rules.events import PolicyChange
from checkin.rules.identity import split
from checkin.rules.policies import FIRST_VERSION, SETTINGS, Policy, read_policy, settings_of
from checkin.rules.problems import Refused
from checkin.rules.service import counted_at
from checkin.rules.signature import UNSIGNED, Signature
from storage.people.consents import bring_up_to_date
from storage.record import whole_record
from storage.standard.school_year import year_table
from storage.store import Store

_AT_ANY_TIME = frozenset(
    {
        "consent_age",
        "unknown_birth_is_minor",
        "publicity_masks_names",
        "redeem_added_hours",
        "credential_identity",
        "transferred",
        "claim_years",
    }
)
"""Settings that are read as they stand today; all others count a session as they stood when it began."""


def set_policy(
    store: Store, settings: Mapping[str, Any], since: int | None = None, signed: Signature = UNSIGNED
) -> Policy:
    """Make a new version with these settings changed and all others kept, in force from `since` (default: now).

    Sessions that began earlier keep the version that was in force then (see `unreached_sessions`). Versions for a later time are written again
    with the change, because the version that was written last holds. Raises Refused naming every bad setting.
    """
    settings = {**_year_of_the_school(store, settings), **settings}
    with store.ledger.transaction():
        now, facts, team = store.now(), store.ledger.facts(), store.identity.team
        start = now if since is None else since
        versions = facts.policies.get(team, ())
        version = max((policy.version for _, policy in versions), default=FIRST_VERSION)
        made: list[Policy] = []
        for begins in [start, *sorted({later for later, _ in versions if later > start})]:
            before = facts.policy_at(team, begins)
            policy = read_policy({**settings_of(before), **settings}, version + len(made) + 1)
            store.ledger.record(PolicyChange(policy.version, settings_of(policy), begins), at=now, signed=signed)
            made.append(policy)
        bring_up_to_date(store, store.register.persons(), signed)
    return made[0]


def _year_of_the_school(store: Store, settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """When school years begin, by the school's own table, for settings that count by them: the log must say it by itself."""
    if not {"max_claimed_minutes_per_year", "claim_years"} & settings.keys():
        return {}
    with suppress(Refused):
        return {"school_year_begins": str(year_table(store.folder).begin)}
    return {}


def unreached_sessions(store: Store, settings: Mapping[str, Any], since: int | None = None) -> int:
    """How many sessions a new version from `since` (default: now) does not reach, for they began before it and keep theirs.

    0 where the settings are those in force already, or bear on no session. Raises Refused naming every bad setting.
    """
    start, team = store.now() if since is None else since, store.identity.team
    facts = store.ledger.facts()
    before = facts.policy_at(team, start)
    after = read_policy({**settings_of(before), **settings}, before.version)
    if all(getattr(before, name) == getattr(after, name) for name in SETTINGS if name not in _AT_ANY_TIME):
        return 0
    own = (s for s in whole_record(store).sessions if split(s.activity)[0] == team)
    times = (counted_at(session, facts.activity(session.activity)) for session in own)
    return sum(at is not None and at < start for at in times)
