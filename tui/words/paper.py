"""What came of the rows of a paper sheet, in words: the same on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from checkin.rules.activities import Activity
from checkin.rules.problems import N_
from checkin.rules.sessions import Effect
from checkin.texts import _, clauses, enumerated, ngettext, say
from storage.paper.row import PaperEntry, PaperState
from tui.words.amounts import clock_text
from tui.words.cells import plain
from tui.words.outcomes import sentence_of

_EFFECTS = {
    Effect.OPENED: N_("check-in"),
    Effect.CLOSED: N_("check-out"),
    Effect.MOVED: N_("move to another post"),
}


def who_text(entry: PaperEntry) -> str:
    """Number, name and class."""
    person = entry.person
    words = (entry.row.number,) if person is None else (person.number, person.name, person.class_name)
    return plain(" ".join(word for word in words if word))


def entry_lines(entry: PaperEntry, activity: Activity) -> list[str]:
    """`sheet.csv 3: 0001 张伟 七1班  09:05 checked in, 11:30 checked out, 145 min`; none for a row without times, a
    line for each fault."""
    match entry.state:
        case PaperState.EMPTY:
            return []
        case PaperState.FAULTY:
            return [plain(say(problem)) for problem in entry.problems]
        case PaperState.RECORDED | PaperState.ENTERED:
            said = f"{who_text(entry)}  {result_text(entry, activity)}"
            return [_("{title}: {value}").format(title=plain(entry.row.where), value=said)]
        case unreachable:
            assert_never(unreachable)


def result_text(entry: PaperEntry, activity: Activity) -> str:
    """The result of a correct row, in words."""
    zone = activity.zone
    if entry.state is PaperState.RECORDED:
        since, until = ("…" if at is None else clock_text(at, zone) for at in (entry.since, entry.until))
        return _("on record already ({since}–{until}); nothing is added").format(since=since, until=until)
    parts = [f"{clock_text(outcome.at, zone)} {sentence_of(outcome)}" for outcome in entry.outcomes]
    parts += [
        _("with it the scan at {time} counts as {what}").format(
            time=clock_text(scan.at, zone), what=_(_EFFECTS.get(scan.after, str(scan.after)))
        )
        for scan in entry.changed_scans
    ]
    return clauses(parts)


def sum_line(entries: Sequence[PaperEntry]) -> str:
    """How many rows were entered, were known, had no time, were wrong."""
    counts = {state: sum(entry.state is state for entry in entries) for state in PaperState}
    entered = counts[PaperState.ENTERED]
    parts = [ngettext("{count} row entered", "{count} rows entered", entered).format(count=entered)]
    for state, text in (
        (PaperState.RECORDED, _("{count} on record already")),
        (PaperState.EMPTY, _("{count} without a time")),
        (PaperState.FAULTY, _("{count} with faults, which are not written")),
    ):
        if counts[state]:
            parts.append(text.format(count=counts[state]))
    return enumerated(parts)
