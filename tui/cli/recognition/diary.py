"""`hourdesk diary`: the service diary (志愿服务日志), beside the log because it may name people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checkin.rules.identity import parse_key, split, within
from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from storage.activities.activities import find_activity
from storage.people.known import known_person
from storage.people.names import names_by_any_number
from storage.recognition.diary import DiaryEntry, remove_entry, write_entry
from storage.recognition.diary import diary as read_diary
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import argument, examples, group
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json
from tui.cli.base.supervisor import need_supervisor_and_do
from tui.words.volunteer_page import NO_ENTRY, activity_text

_whose = options.volunteer()


@examples(N_('hourdesk diary add 0007 "Read to the old people"'), N_("hourdesk diary list --volunteer 0007"))
@group("diary", N_("The service diary: what a volunteer did on a day. It stays on this laptop, and can be taken away."))
def diary() -> None:
    """Write, list, export, remove."""


@examples(N_('hourdesk diary add 0007 "Read to the old people" --activity A1'))
@diary.command("add", help=N_("Write an entry."))
@argument("number")
@argument("text", nargs=-1, required=True)
@options.day()
@options.activity(N_("The activity, if it was written about one."))
@options.json_option
@pass_desk
def add(
    choice: DeskChoice, number: str, text: Sequence[str], day: date | None, activity: str | None, as_json: bool
) -> None:
    """Write one entry of a volunteer's diary and print its number."""
    with choice.open() as store:
        when, signed = day or store.today(), choice.signed()

        def write(at: Store) -> DiaryEntry:
            volunteer = parse_key(number, at.identity.team, "NUMBER")
            occasion = None if activity is None else find_activity(at, activity).key
            return write_entry(at, volunteer, when, " ".join(text), occasion, signed)

        entry = need_supervisor_and_do(store, write)
    if as_json:
        result_json(_object(entry))
    else:
        result(_("Entry {entry} is written.").format(entry=entry.place))


@examples(N_("hourdesk diary list --volunteer 0007"))
@diary.command("list", help=N_("Print the entries."))
@_whose
@options.json_option
@pass_desk
def list_(choice: DeskChoice, volunteer: str | None, as_json: bool) -> None:
    """Print the entries of the diary by day."""
    with choice.open() as store:
        entries = _chosen(store, volunteer)
        own, names = store.identity.team, names_by_any_number(store)
        activities = {key: activity.name for key, activity in store.ledger.facts().activities.items()}
    columns: list[Column[DiaryEntry]] = [
        Column(N_("entry"), lambda entry: str(entry.place), right=True),
        Column(N_("date"), lambda entry: entry.day.isoformat()),
        Column(N_("number"), lambda entry: within(entry.volunteer, own)),
        Column(N_("name"), lambda entry: names.get(entry.volunteer, ("—",))[0]),
        Column(N_("activity"), lambda entry: activity_text(entry.activity, activities, own)),
        Column(N_("text"), lambda entry: entry.text.replace("\n", " ")),
    ]
    show(entries, columns, _object, as_json=as_json, empty=_(NO_ENTRY))


@examples(N_("hourdesk diary export diary.xlsx"))
@diary.command("export", help=N_("Write the entries into a workbook or CSV file."))
@options.out_file("OUT.xlsx|OUT.csv")
@_whose
@made_file
@pass_desk
def export(choice: DeskChoice, out: Path, volunteer: str | None) -> None:
    """Write the entries with names to a workbook or a CSV file."""
    from exports.recognition.diary_file import write_diary

    with choice.open() as store:
        entries = _chosen(store, volunteer)
        write_diary(store, entries, out)
    text = ngettext("{count} entry written to {file}", "{count} entries written to {file}", len(entries))
    result(text.format(count=len(entries), file=out))


@examples(N_("hourdesk diary remove 3"))
@diary.command("remove", help=N_("Delete an entry for good; it is not part of the record."))
@argument("entry", type=int)
@options.json_option
@pass_desk
def remove(choice: DeskChoice, entry: int, as_json: bool) -> None:
    """Take one entry away."""
    with choice.open() as store:
        removed = need_supervisor_and_do(store, lambda at: remove_entry(at, entry))
    if as_json:
        result_json(_object(removed))
    else:
        result(_("Entry {entry} is taken away.").format(entry=removed.place))


def _chosen(store: Store, volunteer: str | None) -> list[DiaryEntry]:
    if volunteer is None:
        return read_diary(store)
    key = parse_key(volunteer, store.identity.team, "--volunteer")
    known_person(store, key, "--volunteer")
    return read_diary(store, key)


def _object(entry: DiaryEntry) -> dict[str, Any]:
    team, number = split(entry.volunteer)
    return {
        "entry": entry.place,
        "team": team,
        "volunteer": number,
        "day": entry.day.isoformat(),
        "activity": None if entry.activity is None else split(entry.activity)[1],
        "text": entry.text,
        "written_by": entry.written_by,
    }
