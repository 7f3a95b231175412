"""A small record of invented people: every source, every state, and names that hurt."""

from __future__ import annotations

from exports.tables.rows import SessionRow

NASTY_NAMES = (
    "=1+1",
    "-5",
    "@x",
    "+86",
    "＝HYPERLINK(1)",
    "'=already quoted",
    "'plain quote",
    "\ttab first",
    "tab\tinside",
    'say "hello", she said',
    "line\nbreak",
    "\rcarriage",
    "a\r\nb",
    " blanks around ",
    "😀 face",
    "𠮷田𬭎",
    "<r>no markup</r>",
    "<r></r>",
    "A&B <x>",
    "_x0041_",
    "0012",
    "5.00103E+17",
)


def session(volunteer: str = "0001", name: str | None = "张伟", **other: object) -> SessionRow:
    """A scanned session of 150 minutes, unless told otherwise."""
    values: dict[str, object] = {
        "team": "RH",
        "volunteer": volunteer,
        "name": name,
        "activity_team": "RH",
        "activity": "A1",
        "start": "2026-03-05T09:00:00+08:00",
        "end": "2026-03-05T11:30:00+08:00",
        "seconds": 9000,
        "minutes": 150,
        "status": "closed",
        "flags": (),
        "source": "scanned",
        "open_event": "0195f3a4-0001-7000-8000-000000000001",
        "close_event": "0195f3a4-0002-7000-8000-000000000002",
        "class_name": "初一（3）班",
        "kind": "student",
        "activity_name": "清洁校园",
    }
    return SessionRow(**{**values, **other})  # type: ignore[arg-type]


SAMPLE = (
    session(),
    session(
        "0001", status="open", end=None, seconds=None, minutes=0, close_event=None, activity="A2", activity_name="读书"
    ),
    session("0002", "𠮷田", minutes=50, seconds=3000, source="corrected", flags=("after_close", "overlap")),
    session(
        "0003",
        "Ana O'Hara",
        class_name=None,
        kind="teacher",
        status="needs_review",
        minutes=0,
        start=None,
        seconds=None,
        flags=("no_check_in",),
        open_event=None,
    ),
    session("0004", "=1+1", kind="parent", source="ruled", minutes=20, activity_name="-5 & more"),
    session(
        "0004",
        "=1+1",
        kind="parent",
        source="added",
        minutes=60,
        start=None,
        end=None,
        seconds=None,
        close_event=None,
        activity_name="-5 & more",
    ),
    session("0007", None, team="B2", class_name=None, kind=None, minutes=0, seconds=20, status="confirmed"),
    session("710000000000000000000069", None, team=None, class_name=None, kind=None, minutes=30, seconds=1800),
)
