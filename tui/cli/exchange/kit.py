"""`hourdesk kit`: what another desk of the team is made from."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.rules.problems import N_
from checkin.texts import _
from storage.disk.protection.marks import is_protected
from storage.log.expected_desks import forget_expected
from storage.people.notes import all_notes
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.before_after import change_object
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json
from tui.cli.base.passphrase import new_passphrase, passphrase_for
from tui.cli.base.supervisor import Supervisor, need_supervisor_later
from tui.words.exchange.kits import forgotten_desk_text, kit_lines
from tui.words.people.notes import notes_in_kit_text
from tui.words.set_aside import set_aside_objects

_NEEDS = N_("Name the file to write, or --take FILE, or --forget NAME.")


@examples(N_("hourdesk kit gate.hdkit"), N_("hourdesk kit --take district.hdkit"))
@command(
    "kit",
    N_("Write a kit for another desk of the team, or take a newer one, or the district's, in (--take)."),
    needs=_NEEDS,
)
@options.out_file(required=False)
@options.file_option("--take", help=N_("Take this kit into this desk."))
@option(
    "--desk", metavar="NAME", help=N_("The name of the desk that will use the kit; the team then expects this desk.")
)
@option("--forget", metavar="NAME", help=N_("Stop expecting the desk of this name, because it was never used."))
@option("--passphrase", is_flag=True, help=N_("Protect the kit with a passphrase (prompt, or HOURDESK_PASSPHRASE)."))
@option(
    "--with-notes",
    is_flag=True,
    help=N_("Put the notes on people into the kit; it needs a passphrase then (prompt, or HOURDESK_PASSPHRASE)."),
)
@option(
    "--with-policy",
    is_flag=True,
    help=N_("Take the policy that the district's kit asks for."),
)
@option(
    "--new-district",
    is_flag=True,
    help=N_("The district has a new key: trust the one of this kit from now on."),
)
@options.json_option
@pass_desk
def kit(
    choice: DeskChoice,
    out: Path | None,
    take: Path | None,
    desk: str | None,
    forget: str | None,
    passphrase: bool,
    with_notes: bool,
    with_policy: bool,
    new_district: bool,
    as_json: bool,
) -> None:
    """Write a kit to a file, or take one into this desk (`--take`): a supervisor's, for it makes or changes a desk."""
    from exports.exchange.receiving import FileKind, receive

    if [out, take, forget].count(None) != 2:
        raise click.UsageError(_(_NEEDS))
    if desk is not None and out is None:
        raise click.UsageError(_("Use --desk only when you write a kit."))
    if with_notes and out is None:
        raise click.UsageError(_("Use --with-notes only when you write a kit."))
    taken = None if take is None else receive(take, FileKind.KIT, FileKind.DISTRICT_KIT)
    if (with_policy or new_district) and taken is not FileKind.DISTRICT_KIT:
        raise click.UsageError(_("--with-policy and --new-district are for a district kit."))
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        if take is not None and taken is FileKind.DISTRICT_KIT:
            from tui.cli.exchange.district_kit import take_from_district

            signed = choice.signed()
            take_from_district(
                store, take, signed, supervisor, with_policy=with_policy, new_district=new_district, as_json=as_json
            )
        elif out is not None:
            sealed = passphrase or with_notes or is_protected(choice.path)
            _make(store, out, desk, supervisor, sealed=sealed, with_notes=with_notes, as_json=as_json)
        elif take is not None:
            _take(store, take, supervisor, as_json)
        elif forget is not None:
            supervisor.do(lambda at: forget_expected(at.connection, at.ledger, forget))
            result(forgotten_desk_text(forget))


def _make(
    store: Store,
    out: Path,
    desk: str | None,
    supervisor: Supervisor,
    *,
    sealed: bool,
    with_notes: bool,
    as_json: bool,
) -> None:
    from exports.exchange.kit.making import check_kit, make_kit

    check_kit(store, out, desk)
    passphrase = new_passphrase() if sealed else None
    supervisor()
    version = make_kit(store, out, passphrase, desk, with_notes=with_notes)
    notes = len(all_notes(store)) if with_notes else 0
    if as_json:
        result_json({"file": str(out), "version": version, "notes": notes})
        return
    result(_("Version {version} of the kit is in {file}.").format(version=version, file=out))
    if with_notes:
        result(notes_in_kit_text(notes))
    result(_("On the other laptop: hourdesk init --kit {file}").format(file=out.name))
    if passphrase is not None:
        message(
            _(
                "It opens with its passphrase alone: tell it to whoever sets the laptop up, and don't write it on the stick."
            )
        )


def _take(store: Store, file: Path, supervisor: Supervisor, as_json: bool) -> None:
    from exports.exchange.brought import bring_kit

    brought = bring_kit(store, file, passphrase_for(file), agreed=supervisor)
    if as_json:
        taken = brought.taken
        counts = {"version": taken.version, "persons": taken.persons, "events": taken.events, "new": taken.new}
        counts["notes"] = len(taken.notes.changed)
        apart, change = set_aside_objects(brought.set_aside), change_object(store, brought.change)
        result_json({**counts, "set_aside": apart, "change": change})
        return
    told, *more = kit_lines(store, brought)
    result(told)
    for line in more:
        message(line)
