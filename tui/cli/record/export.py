"""`hourdesk export`: the record as a file."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.rules.asked_sessions import AskedSessions
from checkin.rules.period import Period
from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext
from exports.exchange.pack.layout import ENDING
from storage.activities.activities import activity_key
from storage.record import without_collector
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import message, result, result_json

KEY_ENDING, PAGE_ENDING = ".hdkey", ".html"
PLAIN_PACK = N_(
    "This pack holds names and classes, and everybody can read it: hand it over, and delete it from sticks. With --seal only the "
    "district that sent the kit can open it."
)


@examples(N_("hourdesk export hours.xlsx --from 2026-01-01 --to 2026-06-30"), N_("hourdesk export gate.hdpack"))
@command(
    "export",
    N_(
        "Write the sessions to a .csv, .xlsx or .json file, a page for the head teacher (.html), the desk's whole log to a "
        "pack (.hdpack), or the team's key (.hdkey)."
    ),
)
@options.out_file()
@options.activity()
@options.period
@option("--seal", is_flag=True, help=N_("Only the district that sent the kit can open the pack."))
@option("--seal-to", metavar="FILE", help=N_("Only the district with this key can open the pack."))
@made_file
@options.json_option
@pass_desk
def export(
    choice: DeskChoice,
    out: Path,
    activity: str | None,
    period: Period,
    seal: bool,
    seal_to: str | None,
    as_json: bool,
) -> None:
    """Write the file, whole or not at all."""
    if out.suffix.lower() == ENDING:
        if activity is not None or not period.is_open:
            raise click.UsageError(_("A pack holds the whole log: leave out --activity, --from and --to."))
        _export_pack(choice, out, seal, seal_to, as_json)
        return
    if out.suffix.lower() == KEY_ENDING:
        _export_key(choice, out, as_json)
        return
    if seal or seal_to is not None:
        raise click.UsageError(_("--seal-to is for packs: end the name of the file in .hdpack."))
    with without_collector(), choice.open() as store:
        rows = _export_sessions(store, out, AskedSessions(activity_key(store, activity), period))
    if as_json:
        result_json({"file": str(out), "rows": rows})
        return
    result(ngettext("{file}: {count} row", "{file}: {count} rows", rows).format(file=out, count=rows))


def _export_sessions(store: Store, out: Path, asked: AskedSessions) -> int:
    """The number of sessions in the file."""
    if out.suffix.lower() == PAGE_ENDING:
        from exports.pages.desk_page import write_desk_page

        return write_desk_page(store, out, asked)
    from exports.included_desks import included_in
    from exports.tables.export import write_export
    from exports.tables.requirement_sheet import requirement_sheets
    from exports.tables.session_rows import session_rows

    included = included_in(store, asked.activity)
    sheets = requirement_sheets(store) if asked.activity is None and out.suffix.lower() == ".xlsx" else []
    return write_export(out, session_rows(store, asked), "" if included is None else included.text, sheets)


def _export_pack(choice: DeskChoice, out: Path, seal: bool, seal_to: str | None, as_json: bool) -> None:
    from exports.exchange.pack.sealing import read_recipient
    from exports.exchange.pack.writing import write_pack

    recipient = None if seal_to is None else read_recipient(seal_to)
    with without_collector(), choice.open() as store:
        if seal and recipient is None:
            recipient = _key_of_the_kit(store)
        events = write_pack(store, out, recipient)
    if recipient is None:
        message(_(PLAIN_PACK))
    if as_json:
        result_json({"file": str(out), "events": events})
        return
    result(ngettext("{file}: {count} event", "{file}: {count} events", events).format(file=out, count=events))


def _key_of_the_kit(store: Store) -> str:
    from storage.standard.standard import known_district

    district = known_district(store.connection)
    if district is None or district.standard.sealing_key is None:
        message = N_("no kit of a district is here: take one with hourdesk kit --take, or name its key with --seal-to")
        raise refuse("no_recipient", "--seal", message)
    return district.standard.sealing_key


def _export_key(choice: DeskChoice, out: Path, as_json: bool) -> None:
    """The team's public key, for a district that has no pack of the team yet."""
    from exports.exchange.key_file import write_team_key

    with choice.open() as store:
        fingerprint = write_team_key(store, out)
    if as_json:
        result_json({"file": str(out), "fingerprint": fingerprint})
        return
    text = _("{file}: the key of team {team}. Tell the district its fingerprint by telephone: {fingerprint}")
    result(text.format(file=out, team=store.identity.team, fingerprint=fingerprint))
