"""Who stands at a post whose shift goes along when the times of an activity change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.activities import Activity, changed
from checkin.rules.posts import posts_of
from checkin.rules.posts_moved import posts_moved_along
from checkin.rules.problems import Refused
from storage.posts.planning import PlanChange, plan_change, stand_there
from storage.store import Store


def moved_along(store: Store, activity: Activity, changes: Mapping[str, Any]) -> PlanChange | None:
    """What the changed fields of an activity make of its plan, before they are written; None where no shift goes along."""
    moved = posts_moved_along(activity, changed(activity, changes), changes)
    return plan_change(store, activity, posts_of(moved["posts"])) if moved else None


def refuse_where_people_stand(store: Store, change: PlanChange | None) -> None:
    """Raises Refused, with number and names, where people stand at a post whose shift goes along."""
    if change is not None and change.standing:
        raise Refused(stand_there(store, change))
