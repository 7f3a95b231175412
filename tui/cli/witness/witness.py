"""`hourdesk witness`: show this desk's code, keep that of another desk, list what was seen."""

from __future__ import annotations

from checkin.rules.activities import zone
from checkin.rules.events import Event, Witness
from checkin.rules.instants import local_text
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.witness import is_witness_code
from checkin.texts import _
from exports.printed.badges.qr import text_matrix
from storage.supervision.witnessing import apart_ms, keep_witness, names_of_desks, own_code, witnessed
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import argument, command, examples, group
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message, result, result_json, results
from tui.words.cells import plain
from tui.words.record.witness import apart_text, code_lines, desk_seen, kept_text, nameless_line, seen_object


@examples(N_("hourdesk witness show --activity A1"), N_("hourdesk witness list"))
@group(
    "witness",
    N_("Two desks at one activity scan each other's code: afterwards nobody can write a record anew unnoticed."),
    lazy={
        "show": "tui.cli.witness.witness:show_",
        "take": "tui.cli.witness.witness:take",
        "list": "tui.cli.witness.witness:list_",
    },
)
def witness() -> None:
    """What two desks do for each other."""


@examples(N_("hourdesk witness show --activity A1"))
@command("show", N_("Show the code of this desk's record, for the other desk's scanner or camera."))
@activity_option
@options.json_option
@pass_desk
def show_(choice: DeskChoice, activity: str | None, as_json: bool) -> None:
    """Print the code as a picture and as digits."""
    with choice.open() as store:
        code = own_code(store, activity_meant(store, activity).key)
    if as_json:
        result_json({"code": code.text, "desk": code.desk, "seq": code.seq, "hash": code.hash})
        return
    results(code_lines(text_matrix(code.text)))
    result(code.text)


@examples(N_("hourdesk witness take 73… --activity A1"), N_("hourdesk witness take camera:0 --activity A1"))
@command("take", N_("Keep the code of another desk: its digits, a picture of it, or a camera before which it is held."))
@argument("code", metavar="CODE|SOURCE")
@activity_option
@options.json_option
@pass_desk
def take(choice: DeskChoice, code: str, activity: str | None, as_json: bool) -> None:
    """Write it as an event. Everybody may: it says nothing about hours."""
    with choice.open() as store:
        occasion = activity_meant(store, activity)
        event = keep_witness(store, _digits(code), occasion.key, choice.signed())
        names, local = names_of_desks(store), zone(store.identity.timezone)
    if as_json:
        result_json(seen_object(event, names, local))
    else:
        result(plain(kept_text(event, names)))
        if told := nameless_line([event], names):
            message(told)


def _digits(code: str) -> str:
    """The code as typed, or the first one that a picture, film or camera shows. Raises Refused."""
    from checkin.scanning.apart import readings_apart
    from checkin.scanning.decoders import QR_ONLY
    from checkin.scanning.devices import is_device

    typed = "".join(code.split())
    if not typed or (typed.isdigit() and not is_device(code)):
        return typed
    for reading in readings_apart([code], QR_ONLY):
        if isinstance(reading, Problem):
            raise Refused(reading)
        if found := next(filter(is_witness_code, reading.texts), None):
            return found
    raise refuse("no_witness_code", code, N_("no witness code was read there: show it larger, close and in good light"))


@examples(N_("hourdesk witness list"))
@command("list", N_("List which desks' records were seen, when, and how far apart the clocks stood."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, as_json: bool) -> None:
    """Print what this record knows of other desks' records."""
    with choice.open() as store:
        found = [event for event in witnessed(store) if isinstance(event.body, Witness)]
        local = zone(store.identity.timezone)
        names = names_of_desks(store)
    columns: list[Column[Event]] = [
        Column(N_("time"), lambda one: local_text(one.at, local)),
        Column(N_("desk"), lambda one: plain(names.desks.get(one.desk, one.desk))),
        Column(N_("saw"), lambda one: plain(desk_seen(one, names))),
        Column(N_("place in its chain"), lambda one: str(getattr(one.body, "seq", "")), right=True),
        Column(N_("clocks"), lambda one: apart_text(apart_ms(one))),
    ]
    show(
        found,
        columns,
        lambda one: seen_object(one, names, local),
        as_json=as_json,
        empty=_("No desk was seen."),
    )
    if not as_json and (told := nameless_line(found, names)):
        message(told)
