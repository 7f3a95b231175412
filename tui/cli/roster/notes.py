"""`hourdesk note`: what the desk must know of a person, such as an allergy. It stays within the team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checkin.rules.identity import parse_key, within
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _
from storage.people.known import known_person
from storage.people.notes import ChangedNote, Note, clear_note, noted_persons, notes_on, write_note
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import argument, examples, group
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message, result, result_json
from tui.cli.base.supervisor import need_supervisor_and_do, need_supervisor_later
from tui.words.amounts import zone_of
from tui.words.people.notes import change_text, note_lines, stays_here, written_text

_Noted = tuple[Person, Note]


@examples(N_('hourdesk note set 0007 "Peanut allergy; vest 12"'), N_("hourdesk note list --class 7-1"))
@group(
    "note",
    N_("Notes on people: what the desk must know at a scan. They stay in the team, and go into no list or export."),
)
def note() -> None:
    """Write, take away, read, list."""


@examples(N_('hourdesk note set 0007 "Peanut allergy; vest 12"'))
@note.command("set", help=N_("Write the note on a person, in place of the one before."))
@argument("number")
@argument("text", nargs=-1, required=True)
@options.json_option
@pass_desk
def set_(choice: DeskChoice, number: str, text: Sequence[str], as_json: bool) -> None:
    """The supervisor's, for it is what others must be able to rely on."""
    with choice.open() as store:
        signed = choice.signed()
        changed = need_supervisor_and_do(
            store, lambda at: write_note(at, parse_key(number, at.identity.team, "NUMBER"), " ".join(text), signed)
        )
        _tell(store, changed, as_json)


@examples(N_("hourdesk note clear 0007"))
@note.command("clear", help=N_("Take the note on a person away."))
@argument("number")
@options.json_option
@pass_desk
def clear(choice: DeskChoice, number: str, as_json: bool) -> None:
    """Take it away; the supervisor's PIN is asked, as for writing one."""
    with choice.open() as store:
        signed = choice.signed()
        changed = need_supervisor_and_do(
            store, lambda at: clear_note(at, parse_key(number, at.identity.team, "NUMBER"), signed)
        )
        _tell(store, changed, as_json)


@examples(N_("hourdesk note show 0007"))
@note.command("show", help=N_("Print the note on one person, as the desk shows it after a scan."))
@argument("number")
@options.json_option
@pass_desk
def show_(choice: DeskChoice, number: str, as_json: bool) -> None:
    """Whoever works the desk may read it."""
    with choice.open() as store:
        person = known_person(store, parse_key(number, store.identity.team, "NUMBER"))
        found, own = notes_on(store, key_of(person)), store.identity.team
        zone = zone_of(None, store.identity, store.clock)
    if as_json:
        for one in found:
            result_json(_object((person, one), own, local_text(one.written_at, zone)))
        return
    for line in note_lines(found, zone):
        result(line)
    if not found:
        message(_("There is no note on {number}.").format(number=within(key_of(person), own)))


@examples(N_("hourdesk note list"), N_("hourdesk note list --class 7-1 --json"))
@note.command("list", help=N_("List the notes on everybody, or on a class."))
@options.class_name()
@options.json_option
@pass_desk
def list_(choice: DeskChoice, class_name: str | None, as_json: bool) -> None:
    """All at once are the supervisor's."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        found, own = noted_persons(store, class_name), store.identity.team
        zone = zone_of(None, store.identity, store.clock)
        supervisor()
    columns: list[Column[_Noted]] = [
        Column(N_("class"), lambda one: one[0].class_name or "—"),
        Column(N_("number"), lambda one: within(key_of(one[0]), own)),
        Column(N_("name"), lambda one: one[0].name),
        Column(N_("note"), lambda one: one[1].text),
        Column(N_("written"), lambda one: written_text(one[1], zone)),
    ]
    show(
        found,
        columns,
        lambda one: _object(one, own, local_text(one[1].written_at, zone)),
        as_json=as_json,
        empty=_("There is no note on anybody."),
    )


def _tell(store: Store, change: ChangedNote, as_json: bool) -> None:
    number, person = within(change.volunteer, store.identity.team), known_person(store, change.volunteer)
    if as_json:
        result_json({"volunteer": number, "name": person.name, "before": change.before, "after": change.after})
    else:
        result(change_text(change, number, person.name))
    if text := stays_here(store):
        message(text)


def _object(one: _Noted, own: str, at: str) -> dict[str, Any]:
    person, found = one
    return {
        "volunteer": within(key_of(person), own),
        "name": person.name,
        "class": person.class_name or None,
        "note": found.text,
        "written_by": found.written_by,
        "written_at": at,
    }
