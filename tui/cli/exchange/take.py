"""`hourdesk take`: another desk's log into this one, from its pack; and what the district sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from checkin.file_errors import unreadable_folder
from checkin.rules.activities import zone
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from storage.activities.clashes import code_clashes
from storage.log.appended import last_place
from storage.record import without_collector
from storage.store import Store
from storage.supervision.brought_deeds import brought_deeds
from storage.supervision.brought_facts import changed_by_facts
from storage.supervision.brought_mistakes import brought_with
from storage.supervision.lost_desks import lost_here
from storage.supervision.witnessing import names_of_desks
from tui.cli.base import options
from tui.cli.base.before_after import change_object
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.exchange.take_foreign import take_foreign_file
from tui.words.cells import plain
from tui.words.clashes import clash_lines, clash_object
from tui.words.exchange.brought import brought_by_pack
from tui.words.lost_desks import lost_object
from tui.words.people.purging import later_erased_text, undone_lines
from tui.words.record.witness import seen_object
from tui.words.set_aside import set_aside_objects


@examples(N_("hourdesk take gate.hdpack"), N_("hourdesk take /media/stick"))
@command(
    "take", N_("Take other desks' logs into this one, from packs or folders of packs; or a receipt of the district.")
)
@argument("packs", type=options.A_PATH, nargs=-1, required=True)
@option(
    "--foreign",
    is_flag=True,
    help=N_(
        "The packs of a laptop of this team that was set up by itself: it becomes a desk of the team (needs the PIN)."
    ),
)
@option(
    "--fingerprint",
    metavar="TEXT",
    help=N_("With --foreign: the fingerprint that the other laptop shows; without it you are asked."),
)
@options.json_option
@pass_desk
def take(choice: DeskChoice, packs: tuple[Path, ...], foreign: bool, fingerprint: str | None, as_json: bool) -> None:
    """Take what is sound; exit code 1 where something was refused."""
    refused = False
    if fingerprint is not None and not foreign:
        raise click.UsageError(_("Use --fingerprint only with --foreign."))
    with without_collector(), choice.open() as store:
        supervisor = need_supervisor_later(store, asks=foreign)
        for file in files_of(packs):
            try:
                if foreign:
                    take_foreign_file(store, file, choice.signed(), fingerprint, supervisor, as_json=as_json)
                else:
                    _take_one(store, file, choice.signed(), as_json=as_json)
            except Refused as error:
                tell(error.problems)
                refused = True
        if store.register.purged.is_unfinished():
            _erase(store)
        if not as_json:
            for line in undone_lines(store):
                message(line)
            for line in clash_lines(code_clashes(store)):
                message(line)
    finish(refused)


def files_of(places: Iterable[Path]) -> Iterator[Path]:
    """Files as they were named, and the packs in folders, the oldest first. Raises Refused for a folder without any."""
    from exports.exchange.pack.finding import packs_in

    for place in places:
        if not place.is_dir():
            yield place
            continue
        try:
            found = packs_in(place)
        except OSError as error:
            raise Refused(unreadable_folder(place, error)) from error
        if not found:
            raise refuse("no_packs", str(place), N_("there is no pack in this folder"))
        yield from found


def _erase(store: Store) -> None:
    """The bytes of what a pack purged here are erased now, else by the next start."""
    from exports.exchange.purging.carrying_out import finish_purge

    try:
        finish_purge(store)
    except Refused:
        message(later_erased_text())


def _take_one(store: Store, file: Path, signed: Signature, *, as_json: bool) -> None:
    from exports.exchange.pack.taking import take_pack
    from exports.exchange.receiving import FileKind, kind_of

    if kind_of(file) is FileKind.RECEIPT:
        from tui.cli.exchange.take_receipt import take_receipt_file

        take_receipt_file(store, file, as_json=as_json)
        return
    place = last_place(store.connection)
    taken = take_pack(store, file, signed)
    if as_json:
        local = zone(store.identity.timezone)
        result_json(
            {
                "pack": file.name,
                "team": taken.team,
                "desk": taken.desk,
                "desk_name": taken.desk_name,
                "events": taken.events,
                "new_events": taken.new_events,
                "set_aside": set_aside_objects(taken.set_aside),
                "purged": taken.purged,
                "not_moved_up": [one.number for one in taken.late.persons] if taken.late else [],
                "change": change_object(store, changed_by_facts(store, place)),
                "deeds": [one._asdict() for one in brought_deeds(store, place)],
                "code_clashes": [clash_object(clash) for clash in code_clashes(store)],
                "revoked_desks": [lost_object(store, one) for one in lost_here(store)],
                "rewritten": [
                    seen_object(one, names_of_desks(store), local) for one in brought_with(store, place).rewritten
                ],
            }
        )
        return
    text = ngettext(
        "{file}: desk “{name}”, {count} new event of {events}",
        "{file}: desk “{name}”, {count} new events of {events}",
        taken.new_events,
    )
    result(text.format(file=file.name, name=plain(taken.desk_name), count=taken.new_events, events=taken.events))
    for line in brought_by_pack(store, taken, place):
        message(line)
