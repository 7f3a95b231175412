"""The team's policy in force, and a new version of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.events import PolicyChange
from checkin.rules.policies import FIRST_VERSION, Policy, read_policy, settings_of
from checkin.rules.signature import UNSIGNED, Signature
from storage.people.consents import bring_up_to_date
from storage.store import Store


def current_policy(store: Store) -> Policy:
    """The policy in force now."""
    return store.ledger.facts().policy_at(store.identity.team, store.now())


def set_policy(
    store: Store, settings: Mapping[str, Any], since: int | None = None, signed: Signature = UNSIGNED
) -> Policy:
    """Make a new version with these settings changed and all others kept, in force from `since` (default: now).

    Sessions that began earlier keep the version that was in force then. Versions for a later time are written again
    with the change, because the version that was written last holds. Raises Refused naming every bad setting.
    """
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
