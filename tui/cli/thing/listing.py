"""`hourdesk thing list` and `write`: who still has what."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path

from checkin.rules.identity import within
from checkin.rules.instants import clock_or_day_text
from checkin.rules.problems import N_
from checkin.rules.things import Handed, thing_text
from checkin.texts import _, ngettext
from exports.shown.things_list import thing_note, things_list
from exports.shown.writing import write_list
from storage.activities.activities import activity_key
from storage.people.names import names_by_any_number
from storage.things.out import still_out, things_in
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json
from tui.cli.thing.objects import object_of
from tui.words.people.things import NOTHING_OUT


@examples(N_("hourdesk thing list --activity A1 --outstanding"))
@command("list", N_("Print what was handed out, given back, and is still out, person by person."))
@options.activity()
@option("--outstanding", is_flag=True, help=N_("Only what somebody still has."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, activity: str | None, outstanding: bool, as_json: bool) -> None:
    """By activity, thing, piece and person."""
    with choice.open() as store:
        found = things_in(store, activity_key(store, activity))
        found = still_out(found) if outstanding else found
        names, own, now = names_by_any_number(store), store.identity.team, store.now()
        facts = store.ledger.facts()
        objects = {one: object_of(one, store, names) for one in found}
    columns: list[Column[Handed]] = [
        Column(N_("activity"), lambda one: within(one.activity, own)),
        Column(N_("thing"), lambda one: thing_text(one.thing, one.piece, 1)),
        Column(N_("handed out"), lambda one: str(one.given), right=True),
        Column(N_("given back"), lambda one: str(one.back), right=True),
        Column(N_("still out"), lambda one: str(one.out), right=True),
        Column(N_("number"), lambda one: within(one.person, own)),
        Column(N_("name"), lambda one: names.get(one.person, ("—", "", ""))[0]),
        Column(N_("out since"), lambda one: _since(one, now, facts.activity(one.activity).zone)),
        Column(N_("note"), thing_note),
    ]
    empty = _(NOTHING_OUT) if outstanding else _("Nothing was handed out.")
    show(found, columns, objects.__getitem__, as_json=as_json, empty=empty)


@examples(N_("hourdesk thing write out.pdf --activity A1 --print"), N_("hourdesk thing write out.xlsx --all"))
@command("write", N_("Write the list of who still has what to a file: .xlsx, .csv, or .pdf to be printed."))
@options.out_file()
@options.activity()
@option("--all", "everything", is_flag=True, help=N_("Also what came back."))
@made_file
@options.json_option
@pass_desk
def write(choice: DeskChoice, out: Path, activity: str | None, everything: bool, as_json: bool) -> None:
    """Write it, whole or not at all."""
    with choice.open() as store:
        key = activity_key(store, activity)
        found = things_in(store, key)
        found = found if everything else still_out(found)
        write_list(out, things_list(store, found, key))
    if as_json:
        result_json({"file": str(out), "rows": len(found)})
    else:
        result(ngettext("{file}: {count} row", "{file}: {count} rows", len(found)).format(file=out, count=len(found)))


def _since(one: Handed, now: int, zone: tzinfo) -> str:
    return "" if one.since is None else clock_or_day_text(one.since, now, zone)
