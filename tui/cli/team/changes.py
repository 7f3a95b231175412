"""`hourdesk team set`, `cadre`, `pair` and `project`."""

from __future__ import annotations

import click

from checkin.rules.identity import parse_key
from checkin.rules.problems import N_
from checkin.texts import _, enumerated
from storage.store import Store
from storage.team import people as team_people
from storage.team import profile as team_profile
from storage.team import units as team_units
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result
from tui.cli.base.supervisor import need_supervisor_and_do

_remove = option("--remove", is_flag=True, help=N_("Take it out again."))
_served = option("--served", type=int, metavar="N", help=N_("How many people are served."))

_NEEDS = N_("Give --duty WORD, or --remove.")


@examples(N_("hourdesk team set leader=Chen phone=023-60000000"))
@command("set", N_("Set facts about the team, such as leader=NAME phone=023-60000000; an empty value deletes one."))
@argument("values", metavar="KEY=VALUE...", nargs=-1, required=True)
@pass_desk
def set_(choice: DeskChoice, values: tuple[str, ...]) -> None:
    """Write the values, all or none."""
    told = dict(_pair(text) for text in values)
    with choice.open() as store:
        need_supervisor_and_do(store, lambda at: team_profile.set_profile(at, told))
    result(_("Written."))


@examples(N_('hourdesk team cadre 0007 --duty "head of the team"'), N_("hourdesk team cadre 0007 --remove"))
@command("cadre", N_("Make somebody of the roster a cadre of the team."), needs=_NEEDS)
@argument("number")
@option("--duty", metavar="WORD", help=N_("What the cadre does, in your words."))
@_remove
@pass_desk
def cadre(choice: DeskChoice, number: str, duty: str | None, remove: bool) -> None:
    """Write it down, or take it out."""
    if remove == (duty is not None):
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:

        def write(at: Store) -> None:
            volunteer = parse_key(number, at.identity.team, "NUMBER")
            if duty is None:
                team_people.remove_cadre(at, volunteer)
            else:
                team_people.set_cadre(at, volunteer, duty)

        need_supervisor_and_do(store, write)
    result(_("Written."))


@examples(N_('hourdesk team pair "Garden community" --served 120'))
@command("pair", N_("Pair the team with a unit or community."))
@argument("name")
@_served
@option("--note", default="", metavar="TEXT", help=N_("Remarks."))
@_remove
@pass_desk
def pair(choice: DeskChoice, name: str, served: int | None, note: str, remove: bool) -> None:
    """Write it down, or take it out."""
    with choice.open() as store:

        def write(at: Store) -> None:
            if remove:
                team_units.remove(at, "paired_unit", name)
            else:
                team_units.set_paired_unit(at, name, served, note)

        need_supervisor_and_do(store, write)
    result(_("Written."))


@examples(N_('hourdesk team project "Green campus" --support "20 brooms" --served 300'))
@command("project", N_("Record what a project was given and what it achieved."))
@argument("name")
@option("--support", metavar="TEXT", help=N_("Material and funds."))
@option("--progress", metavar="TEXT", help=N_("What was done and what is special about it, 500 characters."))
@_served
@_remove
@pass_desk
def project(
    choice: DeskChoice, name: str, support: str | None, progress: str | None, served: int | None, remove: bool
) -> None:
    """Write it down, or take it out; what is not said stays."""
    with choice.open() as store:

        def write(at: Store) -> None:
            if remove:
                team_units.remove(at, "project", name)
            else:
                team_units.set_project(at, name, support, progress, served)

        need_supervisor_and_do(store, write)
    result(_("Written."))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        names = enumerated(team_profile.PROFILE)
        raise click.UsageError(
            _("“{text}” is no value: write KEY=VALUE; there are {names}").format(text=text, names=names)
        )
    return name.strip(), value
