"""All that is told of one session beside the list: read in the writer's thread, after the mark has stood still."""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.events import Scan
from checkin.rules.explaining import SessionExplanation, explain
from storage.record import record_of
from storage.store import Store
from storage.supervision.history import history
from storage.supervision.review import ReviewRow
from tui.screens.review.proposal import proposal
from tui.words.record.history import history_lines


class Told(NamedTuple):
    """Of the session `key`: its events as lines, the instants of scans that did nothing, the policy's steps in sentences,
    what is proposed (None for nothing), and before → after of that."""

    key: str
    events: list[str]
    other_scans: list[int]
    steps: list[str]
    what: str | None
    ahead: list[str]


def tell(store: Store, row: ReviewRow, activity: Activity) -> Told:
    """Read what is told of a row."""
    from exports.printed.explanation.words import account_words

    session, entries = row.session, history(store, row.session)
    account = _account(store, row)
    propose = proposal(store, row)
    used = {session.open_event, session.close_event, *session.events}
    return Told(
        session.key,
        history_lines(entries, activity, store.identity.team),
        [
            one.event.at
            for one in entries
            if isinstance(one.event.body, Scan) and not one.struck and one.event.id not in used
        ],
        account_words(account, activity) if account is not None else [],
        propose.what if propose else None,
        propose.ahead if propose else [],
    )


def _account(store: Store, row: ReviewRow) -> SessionExplanation | None:
    """The way of the session's minutes; all sessions of the person are read, for the policy sums them."""
    sessions = record_of(store, row.session.volunteer).of(row.session.volunteer)
    return next((a for a in explain(sessions, store.ledger.facts()) if a.session.key == row.session.key), None)
