"""`hourdesk init`: a team's first desk, or another one from a kit."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.rules.activities import DEFAULT_TIMEZONE
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.disk.identity import DeskIdentity
from storage.log.expected_desks import check_desk_name
from storage.log.judging import events_set_aside
from storage.protected_start import ProtectedStart
from storage.store import Store, init_store
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import agrees, message, result, result_json
from tui.cli.base.recovery_told import check_sheet
from tui.cli.base.terminal import can_ask
from tui.cli.desk.protected_from_start import asked, code_told
from tui.words.laptop.protection import unprotected_kit_lines
from tui.words.set_aside import set_aside_lines, set_aside_objects

_NEEDS = N_("Name the team: --team CODE --name NAME; or a kit of the team: --kit FILE.")


@examples(N_('hourdesk init --team cq8 --name "No. 8 Middle School"'), N_("hourdesk init --kit gate.hdkit --desk Gate"))
@command(
    "init", N_("Make a desk: a team's first one (--team, --name), or another one of a team (--kit)."), needs=_NEEDS
)
@options.team(N_("The short code of the team; it is written before every number."))
@option("--name", metavar="NAME", help=N_("The name of the team, as it is printed on badges."))
@options.team_timezone
@option("--desk", "desk_name", metavar="NAME", help=N_("The name of this desk, such as “gate 2” (default: the kit's)."))
@options.file_option("--kit", help=N_("The kit that the team's first desk wrote."))
@option(
    "--protect",
    "protects",
    is_flag=True,
    help=N_("Encrypt the data folder with a passphrase from the beginning (prompt, or HOURDESK_PASSPHRASE)."),
)
@options.file_option("--sheet", metavar="OUT.pdf", help=options.CODE_SHEET)
@options.json_option
@pass_desk
def init(
    choice: DeskChoice,
    team: str | None,
    name: str | None,
    timezone: str | None,
    desk_name: str | None,
    kit: Path | None,
    protects: bool,
    sheet: Path | None,
    as_json: bool,
) -> None:
    """Make the data folder of a team's first desk, or of another desk from a kit."""
    if desk_name is not None:
        desk_name = check_desk_name(desk_name, "--desk")
    if sheet is not None and not protects:
        raise click.UsageError(_("--sheet is for the recovery code of --protect."))
    check_sheet(sheet, choice.path)
    if kit is None:
        store, begun = _first_desk(choice, team, name, timezone, desk_name, protects=protects, as_json=as_json)
    elif team or name or timezone:
        raise click.UsageError(_("A kit names its team: leave out --team, --name and --timezone."))
    else:
        store, begun = _desk_from(kit, choice, desk_name, protects=protects)
    with store:
        desk = store.identity
        apart = events_set_aside(store.connection)
    code = {} if begun is None else code_told(begun, sheet, desk, choice.today_of(desk), choice.path, as_json=as_json)
    if as_json:
        result_json(_object(desk, choice.path) | {"set_aside": set_aside_objects(apart), **code})
        return
    for line in (*set_aside_lines(apart), *unprotected_kit_lines(choice.path)):
        message(line)
    if desk.first:
        message(
            _(
                "This is the team's first desk. Another laptop of the team is made from its kit: hourdesk kit team.hdkit here, "
                "hourdesk init --kit team.hdkit there. One that was set up by itself already: hourdesk take --foreign PACK"
            )
        )
    result(
        _("Desk “{desk_name}” of {team} {team_name} is ready in {folder} (id {desk}).").format(
            desk_name=desk.desk_name, team=desk.team, team_name=desk.team_name, folder=choice.path, desk=desk.desk
        )
    )


def _first_desk(
    choice: DeskChoice,
    team: str | None,
    name: str | None,
    timezone: str | None,
    desk_name: str | None,
    *,
    protects: bool,
    as_json: bool,
) -> tuple[Store, ProtectedStart | None]:
    """The first desk of a team, open, and what its protection began with."""
    if team is None or name is None:
        raise click.UsageError(_(_NEEDS))
    _ask_whether_first(as_json=as_json)
    begun = asked((team, name)) if protects else None
    store = init_store(
        choice.path,
        team=team,
        team_name=name,
        timezone=timezone or DEFAULT_TIMEZONE,
        desk_name=desk_name or "1",
        clock=choice.clock,
        prepare=begun,
    )
    return store, begun


def _desk_from(
    kit: Path, choice: DeskChoice, desk_name: str | None, *, protects: bool
) -> tuple[Store, ProtectedStart | None]:
    """The desk of a kit, open, and what its protection began with."""
    from exports.exchange.kit.taking import init_from_kit
    from tui.cli.base.passphrase import passphrase_for

    begun = asked(()) if protects else None
    return init_from_kit(choice.path, kit, desk_name, passphrase_for(kit), clock=choice.clock, prepare=begun), begun


def _object(desk: DeskIdentity, folder: Path) -> dict[str, object]:
    return {
        "team": desk.team,
        "team_name": desk.team_name,
        "timezone": desk.timezone,
        "desk": desk.desk,
        "desk_name": desk.desk_name,
        "data": str(folder),
    }


def _ask_whether_first(*, as_json: bool) -> None:
    """At a terminal: is this the team's first desk? Raises Refused where the team has one already; elsewhere nobody is asked."""
    if as_json or not can_ask():
        return
    question = _("Has another laptop of this team been set up already (this one would then be made from its kit)?")
    if agrees(question):
        raise refuse(
            "not_first",
            "--team",
            N_(
                "nothing was made. At the other laptop: hourdesk kit team.hdkit; then here: hourdesk init --kit team.hdkit"
            ),
        )
