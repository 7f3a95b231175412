"""Activities of another school of the district, as the events say from which somebody's hours there are known here."""

from __future__ import annotations

from checkin.rules.activities import Activity, ActivityKind
from checkin.rules.events import Transfer

RECORD_CODE = "~record"
"""Under it a record without an hour or a training is listed: that somebody brought one is known, and it is taken once."""


def brought_activity(transfer: Transfer) -> Activity:
    """What is known here of the activity in which hours were served there."""
    return Activity(
        transfer.there,
        name=transfer.name or "",
        category=transfer.category,
        kind=ActivityKind.TRAINING if transfer.training else ActivityKind.SERVICE,
        content=transfer.content,
        organiser=transfer.organiser,
    )
