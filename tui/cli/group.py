"""`hourdesk group`: a whole class is checked in or out by its teacher."""

from __future__ import annotations

from typing import Any

from checkin.rules.events import Direction
from checkin.rules.identity import parse_key, within
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.texts import ngettext
from storage.activities import find_activity
from storage.board import read_board
from storage.called import names_called
from storage.store import Store
from storage.vouching import classes_of, vouch
from tui.cli.command import group, json_option, option
from tui.cli.desk_choice import DeskChoice, pass_desk
from tui.cli.output import result, result_json
from tui.cli.table import plain
from tui.outcome_words import outcome_word

_WHO = (
    option("--activity", metavar="CODE", required=True, help=N_("In this activity.")),
    option("--class", "class_name", metavar="CLASS", required=True, help=N_("The class.")),
    option("--teacher", metavar="NUMBER", required=True, help=N_("The teacher who stands for it.")),
    option("--except", "left_out", metavar="NUMBER", multiple=True, help=N_("Not this one; may be given again.")),
    option("--only", metavar="NUMBER", multiple=True, help=N_("Only this one of the class; may be given again.")),
)


@group("group", N_("Check a whole class in or out, on the word of its teacher (带队老师代签)."))
def group_() -> None:
    """Both directions."""


def _who(command: Any) -> Any:
    for decorate in reversed(_WHO):
        command = decorate(command)
    return command


@group_.command("out", help=N_("Check out everybody of a class who is on site."))
@_who
@json_option
@pass_desk
def out(choice: DeskChoice, /, **values: Any) -> None:
    """Check the class out."""
    _record(choice, Direction.OUT, **values)


@group_.command("in", help=N_("Check in everybody of a class who is expected and has not come."))
@_who
@json_option
@pass_desk
def in_(choice: DeskChoice, /, **values: Any) -> None:
    """Check the class in."""
    _record(choice, Direction.IN, **values)


def _record(
    choice: DeskChoice,
    direction: Direction,
    activity: str,
    class_name: str,
    teacher: str,
    left_out: tuple[str, ...],
    only: tuple[str, ...],
    as_json: bool,
) -> None:
    with choice.open() as store, store.ledger.transaction():
        occasion = find_activity(store, activity)
        chosen = _chosen(store, occasion.key, class_name, direction, left_out, only)
        team, names = store.identity.team, names_called(store)
        vouched_by = parse_key(teacher, team, "--teacher")
        outcomes = vouch(store, occasion.key, chosen, direction, vouched_by, choice.operator)
    for outcome in outcomes:
        number = within(outcome.volunteer or "", team)
        name = names.get(outcome.volunteer or "", ("", "", ""))[0]
        if as_json:
            told = {"event": outcome.event, "outcome": str(outcome.kind), "volunteer": number, "name": name or None}
            result_json(told)
        else:
            result(f"{number}  {plain(name)}  {outcome_word(outcome.kind)}")
    if not as_json:
        text = ngettext("{count} person recorded", "{count} persons recorded", len(outcomes))
        result(text.format(count=len(outcomes)))


def _chosen(
    store: Store,
    activity: str,
    class_name: str,
    direction: Direction,
    left_out: tuple[str, ...],
    only: tuple[str, ...],
) -> list[str]:
    """Keys of the class in question, without those who were left out. Raises Refused for numbers that are not in it."""
    found = next((c for c in classes_of(store, read_board(store, activity)) if c.name == class_name), None)
    if found is None:
        message = N_("there is no class “{name}” in this activity; see hourdesk left")
        raise refuse("no_class", "--class", message, name=class_name)
    possible = found.on_site if direction is Direction.OUT else found.away
    team = store.identity.team
    named = {
        option: [parse_key(n, team, option) for n in told]
        for option, told in (("--except", left_out), ("--only", only))
    }
    message = (
        N_("{number} is not on site in this class")
        if direction is Direction.OUT
        else N_("{number} is not expected in this class, or has come already")
    )
    problems = [
        Problem("not_in_class", option, message, {"number": within(key, team)})
        for option, keys in named.items()
        for key in keys
        if key not in possible
    ]
    if problems:
        raise Refused(*problems)
    wanted = named["--only"] or list(possible)
    return [key for key in wanted if key not in named["--except"]]
