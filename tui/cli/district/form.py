"""`hourdesk district form`: what the report form needs but the record does not hold."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.file_errors import unreadable_file
from checkin.outside_files import read_outside
from checkin.rules.period import ALL_DAYS
from checkin.rules.problems import N_, Refused
from checkin.texts import _, enumerated
from exports.district.reports.form import ENTERED, enter, fill, projects_of
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen
from tui.words.cells import plain

_LONGEST = 1 << 20
"""Bytes of a text that is put into a field of a form."""


@examples(N_('hourdesk district form cq8 --set progress="Every Friday"'))
@command(
    "form", N_("Enter or show what the report form needs but the record does not hold: leader, paired unit, the text.")
)
@argument("team", metavar="TEAM")
@options.project(N_("For this project; without it for all of the team."))
@option(
    "--set", "settings", multiple=True, metavar="FIELD=VALUE", help=N_("Enter a field; an empty value takes it back.")
)
@options.file_option("--text", "text_file", help=N_("Enter the text from a file (500 characters)."))
@options.json_option
@pass_desk
def form(
    choice: DeskChoice, team: str, project: str | None, settings: tuple[str, ...], text_file: Path | None, as_json: bool
) -> None:
    """Enter fields, then show the form as it would be printed; without --project that of each project."""
    values = dict(_pair(setting) for setting in settings)
    if text_file is not None:
        values["text"] = _read(text_file)
    with open_chosen(choice) as district:
        enter(district, team, project or "", values)
        projects = projects_of(district, team) if project is None else [project]
        shown = [fill(district, team, one, ALL_DAYS).as_dict() for one in projects]
    for number, values in enumerate(shown):
        if as_json:
            result_json(values)
            continue
        if number:
            result("")
        for name, value in values.items():
            result(f"{name:<13} {plain(value)}")


def _pair(setting: str) -> tuple[str, str]:
    name, sign, value = setting.partition("=")
    if not sign:
        raise click.UsageError(
            _("Write --set FIELD=VALUE; the fields are {fields}.").format(fields=enumerated(ENTERED))
        )
    return name.strip(), value


def _read(file: Path) -> str:
    try:
        return read_outside(file, _LONGEST).decode("utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(unreadable_file(file, error)) from error
