"""Options and arguments that several commands take, each defined once: its name, its type and what it is called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from checkin.rules.events import Direction
from checkin.rules.period import checked_period
from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base.command import Decorator, argument, option
from tui.cli.base.parameters import FileOption
from tui.cli.base.typed_values import DATE_TIME_OR_CLOCK, DAY, TIME_ZONE

A_PATH = click.Path(path_type=Path)
"""A file or a folder, by name: what is wrong with it the command itself says, in the language in use."""

WHAT_COMES_IN = N_("Only show what would come in.")
WHOSE_HOURS = N_("Only show whose hours would change.")
WHAT_CHANGES = N_("Only show what would come in and what would change.")
EVERYBODY = N_("Only show what becomes of everybody.")
LOOKS_AT_LIST = N_("Only look whether the list is good.")
NAME_OF_IT = N_("The name of it.")
THIS_CLASS = N_("Everybody of this class.")
OWN_VOLUNTEERS = N_("Only those of this team's volunteers.")
CODE_SHEET = N_("Write the recovery code to this sheet instead of printing it here.")
"""The help of options that several commands have."""


def together(*decorators: Decorator) -> Decorator:
    """Several options as one decorator, in the order in which help lists them."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for one in reversed(decorators):
            command = one(command)
        return command

    return decorate


json_option = option("--json", "as_json", is_flag=True, help=N_("Print one JSON object a line."))
_between_days = together(
    option("--from", "first_day", type=DAY, metavar="DAY", help=N_("Only those from this day on (2026-03-05).")),
    option("--to", "last_day", type=DAY, metavar="DAY", help=N_("Only those up to this day.")),
)
only_numbers = option(
    "--only", metavar="NUMBER", multiple=True, help=N_("Only this person's; you can give it several times.")
)
team_timezone = option(
    "--timezone", type=TIME_ZONE, metavar="ZONE", help=N_("The team's time zone (default: Asia/Shanghai).")
)
events = argument("events", metavar="EVENT...", nargs=-1, required=True)
some_numbers = argument("numbers", metavar="[NUMBER]...", nargs=-1)


_add_or_replace = together(
    option("--add", "adds", is_flag=True, help=N_("Leave all that is not in this file as it is.")),
    option("--replace", "replaces", is_flag=True, help=N_("What is not in this file drops out of the lists.")),
)


def period(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--from DAY` and `--to DAY`: the command gets one `Period` as `period`, after the check that all share."""

    @wraps(command)
    def with_period(*values: Any, first_day: date | None, last_day: date | None, **named: Any) -> Any:
        return command(*values, period=checked_period(first_day, last_day), **named)

    return _between_days(with_period)


def activity(help: str = N_("Only this activity."), *, required: bool = False) -> Decorator:
    """The option `--activity CODE`, as `activity`."""
    return option("--activity", metavar="CODE", required=required, help=help)


def volunteer(help: str = N_("Only this person's."), *, required: bool = False) -> Decorator:
    """The option `--volunteer NUMBER`, as `volunteer`."""
    return option("--volunteer", metavar="NUMBER", required=required, help=help)


def class_name(help: str = N_("Only this class."), **more: Any) -> Decorator:
    """`--class CLASS`, as `class_name`; `more` where it must be named, or has a default."""
    return option("--class", "class_name", metavar="CLASS", help=help, **more)


def teacher(help: str) -> Decorator:
    """The option `--teacher NUMBER`: the teacher who vouches for what is recorded."""
    return option("--teacher", required=True, metavar="NUMBER", help=help)


def team(help: str) -> Decorator:
    """The option `--team CODE`, as `team`."""
    return option("--team", metavar="CODE", help=help)


def project(help: str) -> Decorator:
    """The option `--project NAME`, as `project`."""
    return option("--project", metavar="NAME", help=help)


def reason(
    help: str = N_("The reason; it is kept in the record."), *, metavar: str = "WHY", required: bool = True
) -> Decorator:
    """The option `--reason`, which is recorded with the operator."""
    return option("--reason", required=required, metavar=metavar, help=help)


def day(help: str = N_("When it was (default: today).")) -> Decorator:
    """`--on DAY`, as `day`."""
    return option("--on", "day", type=DAY, metavar="DAY", help=help)


def time(help: str) -> Decorator:
    """The option `--at TIME`, as `at`."""
    return option("--at", type=DATE_TIME_OR_CLOCK, metavar="TIME", help=help)


def direction(help: str, **more: Any) -> Decorator:
    """The option `--direction auto|in|out`, as `direction`."""
    return option("--direction", type=click.Choice([str(d) for d in Direction]), help=help, **more)


def minutes(help: str = N_("Whole minutes."), *, required: bool = False) -> Decorator:
    """The option `--minutes N`, as `minutes`: whole minutes."""
    return option("--minutes", required=required, type=int, metavar="N", help=help)


def dry_run(help: str) -> Decorator:
    """`--dry-run`: look, and write nothing."""
    return option("--dry-run", is_flag=True, help=help)


def others(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--add` and `--replace`, for a list that comes in: the command gets what becomes of those who are not in it, as
    `others`; without either it asks."""

    @wraps(command)
    def with_others(*values: Any, adds: bool, replaces: bool, **named: Any) -> Any:
        # Only two commands need it; all load this module.
        from storage.roster.dropping import Others

        if adds and replaces:
            raise click.UsageError(_("Give --add or --replace, not both."))
        return command(*values, others=Others.ADD if adds else Others.REPLACE if replaces else Others.ASK, **named)

    return _add_or_replace(with_others)


def strict(help: str = N_("If one row is bad, take no rows.")) -> Decorator:
    """The option `--strict`: if one row is bad, none is taken."""
    return option("--strict", is_flag=True, help=help)


def out_file(metavar: str | None = None, *, required: bool = True) -> Decorator:
    """The argument `OUT`: the file or folder to write."""
    return argument("out", type=A_PATH, metavar=metavar, required=required)


def in_file(name: str = "file", *, required: bool = True) -> Decorator:
    """The argument `FILE`: the file to read."""
    return argument(name, type=A_PATH, required=required)


def file_option(name: str, *names: str, metavar: str = "FILE", help: str) -> Decorator:
    """An option that names one file to read or to write; several are refused."""
    return click.option(name, *names, cls=FileOption, type=A_PATH, metavar=metavar, help=help)
