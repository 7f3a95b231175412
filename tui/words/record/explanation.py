"""An explanation of hours as lines: on the screen as on the command line."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.identity import within
from checkin.rules.instants import local_time
from checkin.rules.service import day_of
from checkin.texts import _
from checkin.words import flag_word, source_word
from exports.printed.explanation.explaining import Explanation
from exports.printed.explanation.words import account_words, total_words
from storage.store import Store
from storage.supervision.history import Histories
from tui.words.cells import plain
from tui.words.record.history import history_lines


def explanation_lines(store: Store, explanation: Explanation) -> Iterator[str]:
    """For each session: its heading, its events, and the steps to its minutes."""
    team, facts, histories = store.identity.team, explanation.facts, Histories(store, explanation.volunteer)
    for account in explanation.accounts:
        session = account.session
        activity = facts.activity(session.activity)
        day = day_of(session, facts)
        times = "–".join(
            "—" if at is None else f"{local_time(at, activity.zone):%H:%M}" for at in (session.start, session.end)
        )
        # Of another school's activity only its code is known here: the school's code before it says whose it is.
        name = plain(activity.name or within(session.activity, team))
        said = [str(day or "—"), name, *([] if session.start is None and session.end is None else [times])]
        yield "  ".join([*said, _("{minutes} min").format(minutes=session.minutes)])
        for line in history_lines(histories.of(session), activity, team):
            yield f"    {line}"
        yield "    → " + " → ".join(account_words(account, activity))
        notes = [flag_word(flag) for flag in session.flags]
        version = _("policy version {version}").format(version=session.policy)
        yield "    " + "  ".join([source_word(session.source, for_parents=True), version, *notes])
    if not explanation.accounts:
        yield _("No sessions.")


def total_lines(explanation: Explanation) -> Iterator[str]:
    """The totals by source, and trainings apart."""
    together, *parts = total_words(explanation)
    yield together
    for part in parts:
        yield f"    {part}"
