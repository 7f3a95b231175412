"""The team's policy in force, and a new version of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.events import PolicyChange
from checkin.rules.policies import FIRST_VERSION, Policy, read_policy, settings_of
from storage.consents import bring_up_to_date
from storage.moment import now
from storage.store import Store


def current_policy(store: Store) -> Policy:
    """The policy in force now."""
    return store.ledger.facts().policy_at(store.identity.team, now())


def set_policy(
    store: Store, settings: Mapping[str, Any], since: int | None = None, operator: str | None = None
) -> Policy:
    """A new version with these settings changed, in force from `since` (default: from now on).

    Sessions that began before keep the version that was in force then. Raises Refused naming every bad setting.
    """
    with store.ledger.transaction():
        versions = store.ledger.facts().policies.get(store.identity.team, ())
        version = max((policy.version for _, policy in versions), default=FIRST_VERSION) + 1
        policy = read_policy({**settings_of(current_policy(store)), **settings}, version)
        moment = now()
        body = PolicyChange(version, settings_of(policy), moment if since is None else since)
        store.ledger.record(body, at=moment, operator=operator)
        bring_up_to_date(store, store.register.persons(), operator)
    return policy
