"""Questions of the audit as people read them at the command line: of a school and of the district alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checkin.rules.problems import N_
from checkin.texts import _, enumerated, ngettext
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.later_rules import lacking_rules, lacking_table, unsaid_settings
from exports.audit.plausibility.rules import Rule
from exports.tables.rows import SessionRow
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message, result, results
from tui.cli.record.session_table import session_table
from tui.words.record.audit import NO_VERDICTS, answer_text, named_rows

_DIGITS = 12
"""So many digits of a question's name tell a million of them apart."""
_RULES: tuple[Column[Rule], ...] = (
    Column(N_("rule"), lambda one: one.name),
    Column("", lambda one: one.title),
    Column(N_("measure"), lambda one: f"{one.measure.name} {_settings(one)}"),
    Column(N_("why it asks"), lambda one: one.reason),
)

ANSWERED = N_("Answered; recorded as {event}.")

SHOW_QUESTION = N_("Show one question: why it is asked, its answer, and the sessions that it names.")

LIST_RULES = N_("List the rules in force, with their limits and reasons.")

LACKING_RULES = N_("Only rules of this version that a table of one’s own lacks, to be added to it.")

TAKE_SAMPLE = N_("Take in a drawn list that was filled in.")

SUM_UP = N_("Sum up what was found of a sample.")
"""What the commands of the audit do, at a school and at the district."""


def show_findings(found: Sequence[Finding], *, everything: bool, with_school: bool, as_json: bool) -> None:
    """Print the questions, open ones alone unless all are asked for, and say how many were answered."""
    shown = [one for one in found if everything or one.answer is None]
    answers = everything or any(one.earlier for one in shown)
    show(shown, _columns(answers, with_school), Finding.to_json, as_json=as_json, empty=_("Nothing is asked."))
    if as_json:
        return
    answered = sum(one.answer is not None for one in found)
    if answered and not everything:
        text = ngettext(
            "{count} question was answered; --all shows it.",
            "{count} questions were answered; --all shows them.",
            answered,
        )
        message(text.format(count=answered))
    if shown:
        message(_(NO_VERDICTS))


def show_finding(one: Finding, rows: Iterable[SessionRow], own_team: str, *, as_json: bool) -> None:
    """Print one question with its reason, its answer, and the sessions that it names."""
    if as_json:
        show([one], [], Finding.to_json, as_json=True)
        return
    result(f"{one.rule.title} · {one.text}")
    result(one.rule.reason)
    result(_("Answer: {answer}").format(answer=answer_text(one)))
    new, known = named_rows(one, rows)
    if one.earlier:
        result(_("New since then:"))
        results(list(session_table(new, own_team)))
        result(_("To these it was said:"))
    results(list(session_table(known if one.earlier else [*new, *known], own_team)))


def show_rules(rules: Sequence[Rule], *, lacking: bool, as_json: bool) -> None:
    """Print each rule: its name, what it measures with which settings, and why it asks; and which rules a table of one's own lacks.
    With `lacking` print those alone, as they are written into that table.
    """
    left = lacking_rules(rules)
    if lacking and not as_json:
        results(lacking_table(rules).splitlines())
        return
    show(left if lacking else rules, _RULES, _rule_object, as_json=as_json)
    if left and not lacking:
        text = _(
            "The table here is one’s own and lacks rules of this version: {rules}. With --lacking they are printed as they stand "
            "in a table; put them at its end."
        )
        message(text.format(rules=enumerated(f"{one.name} ({one.title})" for one in left)))
    if not lacking and (unsaid := unsaid_settings(rules)):
        text = _("Rules of the table here lack a setting of this version; put the line below its rule: {settings}")
        message(text.format(settings=enumerated(one.text for one in unsaid)))


def _columns(answers: bool, with_school: bool) -> list[Column[Finding]]:
    columns: list[Column[Finding]] = [
        Column(N_("question"), lambda one: one.name[:_DIGITS]),
        Column(N_("rule"), lambda one: one.rule.title),
        Column(N_("what is asked"), lambda one: one.text),
        Column(N_("sessions"), lambda one: str(len(one.sessions)), right=True),
    ]
    if with_school:
        columns.insert(1, Column(N_("team"), lambda one: one.team))
    if answers:
        columns.append(Column(N_("answer"), answer_text))
    return columns


def _settings(rule: Rule) -> str:
    return " ".join(
        f"{name}={','.join(value) if isinstance(value, list) else value}" for name, value in rule.settings.items()
    )


def _rule_object(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.name, "title": rule.title, "measure": rule.measure.name, "settings": dict(rule.settings),
        "reason": rule.reason,
    }  # fmt: skip
