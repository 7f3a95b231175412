"""Rows that no scan made: something is listed, or was restated by what was confirmed."""

from __future__ import annotations

from checkin.rules.sessions import Flag, Session, Source, Status, in_order


def listed(target: str, at: int | None, person: str, activity: str, source: Source, flags: set[Flag]) -> Session:
    """A row that credits nothing and waits for review, named by the event `target` of the instant `at`."""
    return Session(
        key=target, volunteer=person, activity=activity, start=None, end=None, seconds=0, minutes=0,
        status=Status.NEEDS_REVIEW, flags=in_order(flags), source=source, open_event=target, close_event=None,
        events=(target,), noted_at=at,
    )  # fmt: skip


def restated(
    session: Session, status: Status, minutes: int, events: tuple[str, ...], flag: Flag | None = None
) -> Session:
    """A session with another status and minutes, and the events that these rest on; `flag` is added to its own."""
    flags = in_order({*session.flags, *([flag] if flag else [])})
    return session._replace(status=status, minutes=minutes, events=events, flags=flags)
