"""`hourdesk scan`: badges from pictures, folders, videos, a camera and standard input come to the desk."""

from __future__ import annotations

from itertools import chain

import click

from checkin.desk import Desk
from checkin.rules.activities import Activity, planned_span
from checkin.rules.events import Direction
from checkin.rules.identity import within
from checkin.rules.outcomes import is_refused
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.sessions import Flag
from checkin.rules.witness import is_witness_code
from checkin.scanning.decoders import QR_ONLY, SCHOOL_CARDS, Symbology
from checkin.scanning.sources import STANDARD_INPUT
from checkin.texts import _
from storage.people.birthdays import release_grown_up
from storage.people.names import person_by_any_number
from storage.people.notes import has_note
from storage.people.register import key_of
from storage.presence.at_post import not_in_plan, post_named
from storage.school_year.milestones import is_leaver, passed_milestones
from storage.store import Store
from storage.things.out import left_with
from tui.cli.activity.naming import activity_option, recorded_in
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.cli.presence.hand_picked import picked_by_hand
from tui.cli.scans.answers import line_of, object_of
from tui.cli.scans.arrivals import arrivals_from
from tui.cli.scans.guarded import GuardTold
from tui.cli.scans.posts_told import PostsTold
from tui.cli.scans.unrecorded import Unrecorded, Unwritten, is_of_the_scan
from tui.words.counts import grown_up_text
from tui.words.people.notes import noted_text
from tui.words.people.requirements import left_text, milestone_text
from tui.words.people.things import still_has_text

_NEEDS = N_("Name a SOURCE: pictures, folders, videos, camera:0, or -")


@examples(
    N_("hourdesk scan --activity A1 photos/"),
    N_("hourdesk scan --activity A1 --direction in - < scanner.txt"),
    N_("hourdesk scan --activity A1 --post TEA -"),
)
@command(
    "scan",
    N_("Take scans: pictures, folders, videos, camera:0, the file of a scanner's memory, or - for standard input."),
    needs=_NEEDS,
)
@activity_option
@options.direction(N_("Check in, check out, or what is due (default: auto)."), default=str(Direction.AUTO))
@option(
    "--post", metavar="POST", help=N_("The post where they are taken; at another one than before people move there.")
)
@option(
    "--volunteer", "volunteers", metavar="NUMBER", multiple=True, help=N_("This person, who is here without a badge.")
)
@argument("sources", metavar="SOURCE...", nargs=-1)
@options.json_option
@pass_desk
def scan(
    choice: DeskChoice,
    activity: str | None,
    direction: str,
    post: str | None,
    volunteers: tuple[str, ...],
    sources: tuple[str, ...],
    as_json: bool,
) -> None:
    """Record each scan, and only then print its answer."""
    if not sources and not volunteers:
        raise click.UsageError(_(_NEEDS))
    refused = told_of_far = told_of_post = False
    with choice.open() as store:
        occasion = recorded_in(store, activity)
        at_post = None if post is None else post_named(occasion, post)
        desk, unrecorded = Desk(store.ledger, choice.operator), Unrecorded(store, choice.operator)
        unrecorded.enter_earlier()
        if grown_up := grown_up_text(release_grown_up(store, choice.operator)):
            message(grown_up)
        guard, posts = GuardTold(store), PostsTold(store)
        symbologies = _symbologies(store, sources)
        picked = picked_by_hand(store, volunteers, occasion, Direction(direction))
        came = arrivals_from(
            sources, occasion, Direction(direction), symbologies, store.clock,
            lambda text: store.ledger.holder_of_card(text) is not None,
        )  # fmt: skip
        for arrival in chain(picked, came):
            if isinstance(arrival, Problem):
                refused = True
                tell([arrival])
                continue
            if at_post is not None:
                arrival = arrival._replace(post=at_post)
                # The plan may change while a scanner is at work: what is said once then is said at the next scan.
                strange = None if told_of_post else not_in_plan(store.ledger.facts().activity(occasion.key), at_post)
                told_of_post = told_of_post or strange is not None
                tell([strange] if strange is not None else [])
            try:
                outcome = desk.scan(arrival)
            except Unwritten as error:
                # One scan that can't be written keeps none of the others back.
                refused = True
                if isinstance(error, Refused) and is_of_the_scan(error):
                    tell(error.problems)
                else:
                    unrecorded.keep(arrival, error)
                continue
            unrecorded.try_again()
            person = None if outcome.volunteer is None else person_by_any_number(store, outcome.volunteer)
            if Flag.FAR in outcome.flags and not as_json and not told_of_far:
                told_of_far = True
                message(_far_text(occasion))
            line = line_of(outcome, occasion, person, store.identity.team)
            passed = [] if is_refused(outcome.kind) else passed_milestones(store, outcome)
            if as_json:
                result_json(object_of(outcome, occasion, person, store.identity.team, passed))
            if is_refused(outcome.kind):
                refused = True
                message(line)
                if is_witness_code(arrival.text):
                    message(_("This is the witness code of another desk: keep it with hourdesk witness take."))
            elif not as_json:
                result(line)
                if is_leaver(store, outcome):
                    message(left_text())
                if still := still_has_text(left_with(store, outcome)):
                    message(still)
                if person is not None and has_note(store, key_of(person)):
                    message(noted_text(within(key_of(person), store.identity.team)))
                for text in (*posts.of(outcome, person), *guard.of(outcome)):
                    message(text)
                for one in passed:
                    message(milestone_text(*one))
        unrecorded.try_again()
        unrecorded.tell_lost()
    finish(refused)


def _far_text(occasion: Activity) -> str:
    """What is said once of scans that are far from the planned days."""
    text = _("{activity} is planned for {planned}. Scans more than a day before or after wait for review.")
    return text.format(activity=occasion.code, planned=planned_span(occasion) or "—")


def _symbologies(store: Store, sources: tuple[str, ...]) -> frozenset[Symbology]:
    """School cards are looked for where the roster names some; else a picture is searched for badges alone."""
    if all(source == STANDARD_INPUT for source in sources):
        return QR_ONLY
    return SCHOOL_CARDS if store.register.has_cards() else QR_ONLY
