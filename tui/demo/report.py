"""What the log holds after the story, as tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from checkin.durations import h_mm, hours_text
from checkin.rules.activities import Activity
from checkin.rules.identity import key
from checkin.rules.outcomes import OutcomeKind
from checkin.texts import _, enumerated
from checkin.words import OUTCOMES, flag_word, person_kind_word, source_word, status_word
from exports.tables.rows import SessionRow
from exports.tables.session_rows import rows_of
from exports.tables.totals import Total
from storage.people.class_spelling import class_order
from storage.people.earlier_classes import class_periods
from storage.presence.board import PresenceState, read_board
from storage.record import whole_record
from storage.store import Store
from tui.words.amounts import planned_text
from tui.words.cells import aligned


def report(store: Store, activity_key: str) -> Iterator[str]:
    """The sessions of an activity with everybody's hours so far, then its totals by class and kind."""
    facts = store.ledger.facts()
    activity = facts.activity(activity_key)
    record = whole_record(store)
    so_far: Counter[str] = Counter()
    for session in record.sessions:
        so_far[session.volunteer] += session.minutes
    here = (session for session in record.sessions if session.activity == activity_key)
    rows = list(rows_of(here, facts, store.register.names(), class_periods(store)))
    yield _heading(store, activity)
    yield ""
    yield from _sessions(rows, so_far)
    yield ""
    yield from _totals(rows)
    yield ""
    yield _absent(store, activity_key)


def outcome_lines(outcomes: Mapping[OutcomeKind, int]) -> Iterator[str]:
    """How often the desk gave each answer."""
    yield from aligned([[str(outcomes.get(kind, 0)), _(words)] for kind, words in OUTCOMES.items()], frozenset({0}))


def _heading(store: Store, activity: Activity) -> str:
    return " · ".join([store.identity.team_name, activity.name, activity.place, planned_text(activity)])


def _sessions(rows: list[SessionRow], so_far: Mapping[str, int]) -> Iterator[str]:
    headings = [
        _("number"),
        _("name"),
        _("class"),
        _("check in"),
        _("check out"),
        _("minutes"),
        _("so far"),
        _("status"),
        _("source"),
        _("note"),
    ]
    lines = []
    for row in sorted(
        rows, key=lambda r: (r.name is None, r.kind != "student", class_order(r.class_name or ""), r.volunteer)
    ):
        owner = key(row.team, row.volunteer) if row.team else row.volunteer
        lines.append(
            [
                row.volunteer if row.team else f"{row.volunteer[:4]}…{row.volunteer[-4:]}",
                row.name or "—",
                _group(row),
                _clock(row.start),
                _clock(row.end),
                str(row.minutes),
                hours_text(so_far[owner]),
                status_word(row.status),
                source_word(row.source),
                enumerated(flag_word(flag) for flag in row.flags),
            ]
        )
    yield from aligned([headings, *lines], frozenset({5, 6}))


def _totals(rows: list[SessionRow]) -> Iterator[str]:
    groups: dict[str, Total] = {}
    everyone = Total()
    for row in sorted(rows, key=lambda r: (r.name is None, r.kind != "student", class_order(r.class_name or ""))):
        groups.setdefault(_group(row), Total()).take(row)
        everyone.take(row)
    headings = [_("class"), _("persons"), _("sessions"), _("to review"), _("minutes"), _("hours")]
    lines = [_total(group, total) for group, total in [*groups.items(), (_("all"), everyone)]]
    yield from aligned([headings, *lines], frozenset(range(1, 6)))


def _absent(store: Store, activity_key: str) -> str:
    absent = read_board(store, activity_key).state(PresenceState.ABSENT)
    names = [" ".join(word for word in (row.class_name, row.number, row.name) if word) for row in absent]
    return _("Signed up and did not come: {names}").format(names=enumerated(names) or "—")


def _total(group: str, total: Total) -> list[str]:
    counts = (total.persons, total.sessions, total.to_review, total.minutes)
    return [group, *(str(count) for count in counts), h_mm(total.minutes)]


def _group(row: SessionRow) -> str:
    """The class of a student; the kind of anybody else."""
    if row.kind == "student" and row.class_name:
        return row.class_name
    return person_kind_word(row.kind) if row.kind else _("unknown badge")


def _clock(text: str | None) -> str:
    """`08:31:05` of a local time as rows hold it."""
    return text[11:19] if text else "—"
