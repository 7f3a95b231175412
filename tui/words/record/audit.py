"""What is said of the audit's questions and samples, on the screens and on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from checkin.rules.events import Event
from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from exports.audit.plausibility.finding import Finding
from exports.audit.sample.check_list import ITEM_WORDS
from exports.audit.sample.results import Inspected
from exports.tables.rows import SessionRow

INTO_THE_TABLE = N_("Put these lines at the end of {file}; from then on these rules ask too.")
NO_RULE_LACKS = N_("The table has all rules of this version.")

NO_VERDICTS = N_("These are questions to a school, not verdicts on anybody.")
"""Said below the questions."""

ANSWER_NEEDED = N_("write what the school says to it")

SEED_NEEDED = N_("write the seed, a word or a number")


class SampleWay(StrEnum):
    """What can be done with a sample."""

    DRAW = "draw"
    TAKE = "take"
    REPORT = "report"


def sample_ways() -> list[tuple[str, str]]:
    """Lines of a list to choose from."""
    return [
        (SampleWay.DRAW, _("draw sessions by lot, as a list to fill in …")),
        (SampleWay.TAKE, _("take in a list that was filled in …")),
        (SampleWay.REPORT, _("what was found of a sample …")),
    ]


FILL_IN = N_("Fill in what does not hold, then take the list in here.")

FILLED_IN = N_("The list that was drawn with this seed and filled in.")


def answer_text(one: Finding) -> str:
    """The answer to a question, and who gave it; of an open one what was said to it before, and to how many of its sessions."""
    if one.answer is not None:
        return _said(one.answer)
    if one.earlier is None:
        return "—"
    text = _("so far, to {count} of {all} sessions: {answer}")
    return text.format(
        count=len(one.sessions) - len(one.earlier.new), all=len(one.sessions), answer=_said(one.earlier.answer)
    )


def named_rows(one: Finding, rows: Iterable[SessionRow]) -> tuple[list[SessionRow], list[SessionRow]]:
    """The sessions that a question names: those to which nobody said anything yet, and the others."""
    named, new = frozenset(one.sessions), frozenset(one.new_sessions)
    found = [row for row in rows if named & {row.open_event, row.close_event}]
    parts: tuple[list[SessionRow], list[SessionRow]] = ([], [])
    for row in found:
        parts[new.isdisjoint({row.open_event, row.close_event})].append(row)
    return parts


def _said(answer: Event) -> str:
    return f"{answer.reason} ({answer.operator or '—'})"


def drawn_text(count: int) -> str:
    """How many sessions were drawn."""
    return ngettext("{count} session is drawn.", "{count} sessions are drawn.", count).format(count=count)


def taken_text(count: int) -> str:
    """How many results were recorded."""
    return ngettext("{count} result is recorded.", "{count} results are recorded.", count).format(count=count)


def report_lines(report: Inspected) -> list[str]:
    """How many sessions of a sample were checked, and how often which item did not hold."""
    if not report.checked:
        text = _("Sample {seed}: no results were taken in yet. Is the seed the one of the list?")
        return [text.format(seed=report.seed)]
    text = ngettext(
        "Sample {seed}: {checked} session checked, of {sound} everything holds.",
        "Sample {seed}: {checked} sessions checked, of {sound} everything holds.",
        report.checked,
    )
    checked = text.format(seed=report.seed, checked=report.checked, sound=report.sound)
    return [checked, *(f"{_(ITEM_WORDS[item])}  ✗ {count}" for item, count in report.failed.items() if count)]


def seed_example(day: date) -> str:
    """A seed as somebody could choose one on this day: the half of the school year."""
    text = _("such as {year}-spring") if 2 <= day.month <= 7 else _("such as {year}-autumn")
    return text.format(year=day.year)
