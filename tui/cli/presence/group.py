"""`hourdesk group`: a whole class is checked in or out together, because its teacher says so."""

from __future__ import annotations

from datetime import datetime, time

import click

from checkin.rules.activities import Activity
from checkin.rules.events import Direction
from checkin.rules.identity import parse_key, within
from checkin.rules.outcomes import Outcome, is_refused
from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import _
from storage.people.names import person_by_any_number
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.at_post import not_in_plan, post_named
from storage.presence.board import read_board
from storage.presence.class_lists import ClassList, class_lists, find_class
from storage.presence.vouching import find_voucher, vouch, voucher_note
from storage.school_year.milestones import passed_by_each
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_option, recorded_in
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.cli.base.typed_values import instant_on
from tui.cli.scans.answers import line_of, object_of
from tui.words.cells import plain
from tui.words.people.classes import done_text, teacher_word
from tui.words.people.requirements import milestone_text


@examples(
    N_("hourdesk group in --activity A1 --class 7-1 --teacher T01 --except 0007"),
    N_("hourdesk group out --activity A1 --class 7-1 --teacher T01"),
)
@command("group", N_("Check a whole class in or out (“group in”, “group out”); its teacher vouches for it."))
@argument("direction", metavar="in|out", type=click.Choice([str(Direction.IN), str(Direction.OUT)]))
@activity_option
@options.class_name(N_("The class."), required=True)
@options.teacher(N_("The teacher who vouches for it; it is written into the record."))
@option(
    "--except", "but", metavar="NUMBER", multiple=True, help=N_("Without this person; you can give it several times.")
)
@option("--only", metavar="NUMBER", multiple=True, help=N_("Only this person; you can give it several times."))
@options.time(N_("When it was, such as 2026-03-05T11:30, or 11:30 today (default: now)."))
@option("--post", metavar="POST", help=N_("The post to which they come."))
@options.json_option
@pass_desk
def group(
    choice: DeskChoice,
    direction: str,
    activity: str | None,
    class_name: str,
    teacher: str,
    but: tuple[str, ...],
    only: tuple[str, ...],
    at: datetime | time | None,
    post: str | None,
    as_json: bool,
) -> None:
    """Check everybody in or out at the same time in one transaction, then print an answer for each person."""
    if but and only:
        raise click.UsageError(_("Give --except or --only, not both."))
    with choice.open() as store:
        occasion, way = recorded_in(store, activity), Direction(direction)
        voucher = find_voucher(store, teacher)
        instant = None if at is None else instant_on(at, store.clock.today(occasion.zone), occasion.zone)
        there = None if post is None else post_named(occasion, post)
        if there is not None and (strange := not_in_plan(occasion, there)) is not None:
            tell([strange])
        of = find_class(class_lists(store, read_board(store, occasion.key, instant), there), class_name)
        chosen = _chosen(store, of, way, but, only)
        note = voucher_note(voucher, "--teacher")
        if note is not None:
            tell([note])
        outcomes = vouch(store, occasion.key, chosen, way, key_of(voucher), choice.signed(), instant, there)
        refused = _answer(store, occasion, outcomes, voucher, as_json)
    finish(refused)


def _chosen(store: Store, of: ClassList, way: Direction, but: tuple[str, ...], only: tuple[str, ...]) -> list[str]:
    """The keys of the chosen volunteers. Raises Refused for a number that is not in the class: it may be mistyped."""
    facts, own = store.ledger.facts(), store.identity.team
    members = {row.volunteer for row in of.rows}
    option_of = "--only" if only else "--except"
    named = {number: facts.person(parse_key(number, own, option_of)) for number in (*but, *only)}
    message = N_("nobody in {class_name} has the number {number}")
    wrong = [
        Problem("not_of_class", option_of, message, {"number": number, "class_name": of.name})
        for number, one in named.items()
        if one not in members
    ]
    if wrong:
        raise Refused(*wrong)
    if only:
        return list(named.values())
    return [row.volunteer for row in of.due(way) if row.volunteer not in named.values()]


def _answer(store: Store, occasion: Activity, outcomes: list[Outcome], voucher: Person, as_json: bool) -> bool:
    """An answer for each as of a scan, and a sentence for all; whether some were refused."""
    own = store.identity.team
    for outcome, passed in zip(outcomes, passed_by_each(store, outcomes), strict=True):
        person = person_by_any_number(store, outcome.volunteer or "")
        if as_json:
            answer = object_of(outcome, occasion, person, own, passed)
            result_json({**answer, "vouched_by": within(key_of(voucher), own)})
        elif is_refused(outcome.kind):
            message(line_of(outcome, occasion, person, own))
        else:
            result(line_of(outcome, occasion, person, own))
            for one in passed:
                message(milestone_text(*one))
    if not as_json:
        result(done_text(outcomes, plain(teacher_word(voucher.name, voucher.number))))
    return any(is_refused(outcome.kind) for outcome in outcomes)
