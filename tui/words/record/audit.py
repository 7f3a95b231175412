"""What is said of the audit's questions and samples, on the screens and on the command line."""

from __future__ import annotations

from datetime import date

from checkin.texts import _, ngettext
from exports.audit.plausibility.finding import Finding
from exports.audit.sample.check_list import ITEM_WORDS
from exports.audit.sample.results import Inspected


def answer_text(one: Finding) -> str:
    """The answer to a question, and who gave it."""
    return "—" if one.answer is None else f"{one.answer.reason} ({one.answer.operator or '—'})"


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
