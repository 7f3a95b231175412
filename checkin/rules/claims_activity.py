"""The activity under which hours of claims are listed: nobody makes it, and each team has one."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.rules.identity import key

CLAIMS_CODE = "~claims"
CLAIMS_NAME = "学生自行开展"
"""The word of the rules for service outside the school's activities (domain §2)."""


def claims_key(team: str) -> str:
    """The key under which a team's verified claims are listed."""
    return key(team, CLAIMS_CODE)


def is_of_claims(activity_key: str) -> bool:
    """Whether a team's verified claims are listed under this key."""
    return activity_key.endswith(f"/{CLAIMS_CODE}")


def unmade_activity(activity_key: str) -> Activity:
    """What is known of an activity that no event makes: nothing but its key; that of claims has its name."""
    return Activity(activity_key, name=CLAIMS_NAME) if is_of_claims(activity_key) else Activity(activity_key)
