"""`hourdesk audit list`, `show`, `answer` and `rules`: what the rules ask a school, and what it answers."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from exports.audit import school
from exports.audit.plausibility.answering import named
from exports.tables.session_rows import session_rows
from storage.record import without_collector
from tui.cli.audit.listing import (
    ANSWERED,
    LACKING_RULES,
    LIST_RULES,
    SHOW_QUESTION,
    show_finding,
    show_findings,
    show_rules,
)
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.base.supervisor import need_supervisor_and_do

all_too = option("--all", "everything", is_flag=True, help=N_("Answered questions too."))


@examples(N_("hourdesk audit list"))
@command("list", N_("List the questions that the rules ask about sessions of this team's desks."))
@all_too
@options.json_option
@pass_desk
def list_(choice: DeskChoice, everything: bool, as_json: bool) -> None:
    """Print the open questions, or all."""
    with without_collector(), choice.open() as store:
        found = school.school_findings(store)
    show_findings(found, everything=everything, with_school=False, as_json=as_json)


@examples(N_("hourdesk audit show 3f9c02"))
@command("show", SHOW_QUESTION)
@argument("question")
@options.json_option
@pass_desk
def show(choice: DeskChoice, question: str, as_json: bool) -> None:
    """Print the question that begins with these digits."""
    with without_collector(), choice.open() as store:
        one = named(school.school_findings(store), question)
        show_finding(one, session_rows(store), store.identity.team, as_json=as_json)


@examples(N_('hourdesk audit answer 3f9c02 --reason "the whole class came by one bus"'))
@command("answer", N_("Answer a question; the answer is kept in the record and goes to the district."))
@argument("question")
@options.reason(N_("The answer."), metavar="ANSWER")
@options.json_option
@pass_desk
def answer(choice: DeskChoice, question: str, reason: str, as_json: bool) -> None:
    """Write the answer as an event."""
    with without_collector(), choice.open() as store:
        signed = choice.signed(reason)
        written = need_supervisor_and_do(store, lambda at: school.answer(at, question, signed))
    if as_json:
        result_json({"event": written.id})
    else:
        result(_(ANSWERED).format(event=written.id))


@examples(N_("hourdesk audit rules"))
@command("rules", LIST_RULES)
@option("--lacking", is_flag=True, help=LACKING_RULES)
@options.json_option
@pass_desk
def rules(choice: DeskChoice, lacking: bool, as_json: bool) -> None:
    """Print the rules of the data folder, else the usual ones."""
    with choice.open() as store:
        show_rules(school.school_rules(store), lacking=lacking, as_json=as_json)
