"""`hourdesk thing give` and `back`."""

from __future__ import annotations

from collections.abc import Callable

from checkin.rules.identity import parse_key
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.things import thing_text
from checkin.texts import _
from storage.activities.activities import activity_key
from storage.people.names import names_by_any_number
from storage.store import Store
from storage.things.handing import MAY_INSIST, HandedOver, give, take_back
from storage.things.whose import Hand
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, tell
from tui.cli.thing.objects import object_of
from tui.words.cells import plain
from tui.words.people.things import who_line

_what = options.together(
    argument("number", metavar="NUMBER"),
    argument("thing", metavar="THING"),
    option("--piece", metavar="NUMBER", help=N_("The number on the piece: 12 for vest 12.")),
    option("--count", type=int, default=1, metavar="N", help=N_("How many (default: 1).")),
)


@examples(
    N_("hourdesk thing give 0007 vest --piece 12 --activity A1"),
    N_("hourdesk thing give 0007 umbrella --count 2 --activity A1"),
)
@command("give", N_("Write down that a thing was handed out to a person."))
@_what
@activity_option
@option("--insist", is_flag=True, help=N_("Also where the piece is with somebody else, or the activity is closed."))
@options.json_option
@pass_desk
def give_(
    choice: DeskChoice,
    number: str,
    thing: str,
    piece: str | None,
    count: int,
    activity: str | None,
    insist: bool,
    as_json: bool,
) -> None:
    """Record it, and say what the person has now."""
    with choice.open() as store:
        person = parse_key(number, store.identity.team, "NUMBER")
        hand = Hand(person, activity_meant(store, activity).key, thing, piece, count)
        signed = choice.signed()
        done = _insisted(lambda: give(store, hand, signed, insist=insist), insist)
        _tell(store, done, count, _("Handed out: {thing} to {who}."), as_json=as_json)


@examples(N_("hourdesk thing back 0007 vest"), N_("hourdesk thing back 0007 umbrella --count 2 --activity A1"))
@command("back", N_("Write down that a person gave a thing back, also after the close of the activity."))
@_what
@options.activity(N_("Of this activity (default: the one in which they have it)."))
@option("--insist", is_flag=True, help=N_("Also where this desk does not know that it was handed out."))
@options.json_option
@pass_desk
def back(
    choice: DeskChoice, number: str, thing: str, piece: str | None, count: int, activity: str | None, insist: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Record it, and say what the person has still."""
    with choice.open() as store:
        person = parse_key(number, store.identity.team, "NUMBER")
        hand = Hand(person, activity_key(store, activity) or "", thing, piece, count)
        signed = choice.signed()
        done = _insisted(lambda: take_back(store, hand, signed, insist=insist), insist)
        _tell(store, done, count, _("Given back: {thing} by {who}."), as_json=as_json)


def _insisted(work: Callable[[], HandedOver], insist: bool) -> HandedOver:
    """Do it; where it is refused and may be insisted on, the last sentence says so."""
    try:
        return work()
    except Refused as refused:
        if insist or not all(problem.code in MAY_INSIST for problem in refused.problems):
            raise
        message = N_("if it is so all the same, add --insist")
        raise Refused(*refused.problems, Problem("insist", "--insist", message)) from None


def _tell(store: Store, done: HandedOver, count: int, text: str, *, as_json: bool) -> None:
    names, own, now = names_by_any_number(store), store.identity.team, done.now
    if as_json:
        result_json({"event": done.event.id, **object_of(now, store, names)})
    else:
        thing = plain(thing_text(now.thing, now.piece, count))
        result(text.format(thing=thing, who=who_line(now.person, own, names)))
    tell(done.notes)
