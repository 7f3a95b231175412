"""How a desk's own events name an activity whose code several desks made (see `makings`)."""

from __future__ import annotations

from typing import Any, cast

from checkin.rules.events import ActivityChange, Body, Close, Confirm, Event, Reopen
from checkin.rules.makings import Makings


def activity_meant(event: Event, makings: Makings) -> str | None:
    """The key of the activity that an event means; None for an event that names none."""
    activity: str | None = getattr(event.body, "activity", None)
    if activity is None or activity not in makings.shared:
        return activity
    making = makings.by_id.get(getattr(event.body, "making", None) or event.id)
    return makings.meant(activity, event.desk, event.id) if making is None else makings.name(making)


def to_take_up(body: Body) -> str | None:
    """The activity (its key) that a desk must have taken up before it records `body`; None where the body itself says
    what it means, by a making or by a session.
    """
    if isinstance(body, ActivityChange | Close | Reopen | Confirm):
        return None
    return getattr(body, "activity", None)


def as_written(body: Body, makings: Makings, desk: str) -> Body:
    """`body` as a desk (its id) records it: with the key that means its activity there.

    What sets the facts of an activity says whose activity it means, unless this desk made it.
    """
    activity: str | None = getattr(body, "activity", None)
    if activity is None or not makings.by_id:
        return body
    if isinstance(body, ActivityChange | Close | Reopen):
        return _fact_as_written(body, makings, desk)
    if activity in makings.shared or activity.count("/") > 1:
        return cast(Body, cast(Any, body)._replace(activity=makings.to_write(activity, desk)[0]))
    return body


def _fact_as_written(body: ActivityChange | Close | Reopen, makings: Makings, desk: str) -> Body:
    if body.making is not None or (isinstance(body, ActivityChange) and body.made):
        return body
    written, to_take = makings.to_write(body.activity, desk)
    known = makings.making(written, desk)
    meant = to_take or known
    if meant is not None:
        meant = makings.root(meant)
        if meant != known or (written, desk) not in makings.bindings:
            return body._replace(activity=written, making=meant.id)
    return body._replace(activity=written)
