"""`hourdesk scan`: badges from pictures, folders, videos, a camera and standard input come to the desk."""

from __future__ import annotations

from itertools import chain

import click

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.outcomes import Outcome
from checkin.rules.problems import N_, Problem, Refused
from checkin.scanning.decoders import QR_ONLY, SCHOOL_CARDS, Symbology
from checkin.scanning.sources import STANDARD_INPUT
from checkin.texts import _
from storage.people.birthdays import release_grown_up
from storage.presence.at_post import post_named
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_option, recorded_in
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, tell
from tui.cli.scans.arrivals import arrivals_from
from tui.cli.scans.hand_picked import picked_by_hand
from tui.cli.scans.telling import Telling
from tui.cli.scans.unrecorded import Unrecorded, Unwritten, is_of_the_scan
from tui.words.counts import grown_up_text

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
    refused = False
    with choice.open() as store:
        occasion = recorded_in(store, activity)
        at_post = None if post is None else post_named(occasion, post)
        desk, unrecorded = Desk(store.ledger, choice.operator), Unrecorded(store, choice.operator)
        unrecorded.enter_earlier()
        if grown_up := grown_up_text(release_grown_up(store, choice.operator)):
            message(grown_up)
        telling = Telling(store, occasion, as_json=as_json)
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
                telling.post(at_post)
            outcome = _recorded(desk, arrival, unrecorded)
            if outcome is None:
                refused = True
                continue
            unrecorded.try_again()
            refused |= telling.outcome(outcome, arrival.text)
        unrecorded.try_again()
        unrecorded.tell_lost()
    finish(refused)


def _recorded(desk: Desk, arrival: Arrival, unrecorded: Unrecorded) -> Outcome | None:
    """What came of a scan. None where it could not be written, which is said: it keeps none of the others back."""
    try:
        return desk.scan(arrival)
    except Unwritten as error:
        if isinstance(error, Refused) and is_of_the_scan(error):
            tell(error.problems)
        else:
            unrecorded.keep(arrival, error)
        return None


def _symbologies(store: Store, sources: tuple[str, ...]) -> frozenset[Symbology]:
    """School cards are looked for where the roster names some; else a picture is searched for badges alone."""
    if all(source == STANDARD_INPUT for source in sources):
        return QR_ONLY
    return SCHOOL_CARDS if store.register.has_cards() else QR_ONLY
