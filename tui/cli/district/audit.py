"""`hourdesk district audit`: the questions of the rules about what all desks recorded, and the schools' answers."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from exports.audit import district as audited
from exports.audit.plausibility.answering import named
from exports.district.asks.session_rows import session_rows
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
from tui.cli.audit.questions import all_too
from tui.cli.base import options
from tui.cli.base.command import argument, examples, group, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen


@examples(N_("hourdesk district audit list"))
@group(
    "audit",
    N_("Are the hours plausible? Questions to schools, their answers, and samples that are checked."),
    lazy={
        "draw": "tui.cli.district.samples:draw",
        "results": "tui.cli.district.samples:results",
        "report": "tui.cli.district.samples:report",
    },
)
def audit() -> None:
    """What the district does for its audit."""


@examples(N_("hourdesk district audit list --team cq8"))
@audit.command("list", help=N_("List the questions that the rules ask the schools."))
@options.team(N_("Only those to this team."))
@all_too
@options.json_option
@pass_desk
def list_(choice: DeskChoice, team: str | None, everything: bool, as_json: bool) -> None:
    """Print the open questions, or all."""
    with open_chosen(choice) as district:
        found = [one for one in audited.district_findings(district) if team in (None, one.team)]
    show_findings(found, everything=everything, with_school=True, as_json=as_json)


@examples(N_("hourdesk district audit show 3f9c02"))
@audit.command("show", help=SHOW_QUESTION)
@argument("question")
@options.json_option
@pass_desk
def show(choice: DeskChoice, question: str, as_json: bool) -> None:
    """Print the question that begins with these digits."""
    with without_collector(), open_chosen(choice) as district:
        one = named(audited.district_findings(district), question)
        show_finding(one, session_rows(district), "", as_json=as_json)


@examples(N_('hourdesk district audit answer 3f9c02 --reason "the school called: one bus brought them"'))
@audit.command("answer", help=N_("Record what a school answered by word of mouth."))
@argument("question")
@options.reason(N_("The answer."), metavar="ANSWER")
@options.json_option
@pass_desk
def answer(choice: DeskChoice, question: str, reason: str, as_json: bool) -> None:
    """Write the answer as an event of the district."""
    with open_chosen(choice) as district:
        written = audited.answer(district, question, choice.signed(reason))
    if as_json:
        result_json({"event": written.id})
    else:
        result(_(ANSWERED).format(event=written.id))


@examples(N_("hourdesk district audit rules"))
@audit.command("rules", help=LIST_RULES)
@option("--lacking", is_flag=True, help=LACKING_RULES)
@options.json_option
@pass_desk
def rules(choice: DeskChoice, lacking: bool, as_json: bool) -> None:
    """Print the rules of the district's settings."""
    with open_chosen(choice) as district:
        show_rules(audited.district_rules(district), lacking=lacking, as_json=as_json)
