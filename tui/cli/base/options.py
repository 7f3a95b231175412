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
from tui.cli.base.command import Decorator, argument, option
from tui.cli.base.typed_values import DAY, MOMENT, TIME_ZONE

A_PATH = click.Path(path_type=Path)
"""A file or a folder, by name: what is wrong with it the command itself says, in the language in use."""


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
only_numbers = option("--only", metavar="NUMBER", multiple=True, help=N_("Only this person's; may be given again."))
team_timezone = option(
    "--timezone", type=TIME_ZONE, metavar="ZONE", help=N_("The team's time zone (default: Asia/Shanghai).")
)
events = argument("events", metavar="EVENT...", nargs=-1, required=True)
some_numbers = argument("numbers", metavar="[NUMBER]...", nargs=-1)


def period(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--from DAY` and `--to DAY`: the command gets one `Period` as `period`, after the check that all share."""

    @wraps(command)
    def with_period(*values: Any, first_day: date | None, last_day: date | None, **named: Any) -> Any:
        return command(*values, period=checked_period(first_day, last_day), **named)

    return _between_days(with_period)


def activity(help: str = N_("Only this activity."), *, required: bool = False) -> Decorator:
    """`--activity CODE`."""
    return option("--activity", metavar="CODE", required=required, help=help)


def volunteer(help: str = N_("Only this person's."), *, required: bool = False) -> Decorator:
    """`--volunteer NUMBER`."""
    return option("--volunteer", metavar="NUMBER", required=required, help=help)


def class_name(help: str = N_("Only this class."), **more: Any) -> Decorator:
    """`--class CLASS`, as `class_name`; `more` where it must be named, or has a default."""
    return option("--class", "class_name", metavar="CLASS", help=help, **more)


def teacher(help: str) -> Decorator:
    """`--teacher NUMBER`: on whose word it goes into the record."""
    return option("--teacher", required=True, metavar="NUMBER", help=help)


def team(help: str) -> Decorator:
    """`--team CODE`."""
    return option("--team", metavar="CODE", help=help)


def project(help: str) -> Decorator:
    """`--project NAME`."""
    return option("--project", metavar="NAME", help=help)


def reason(
    help: str = N_("Why; it is kept in the record."), *, metavar: str = "WHY", required: bool = True
) -> Decorator:
    """`--reason`, which stands in the record beside the operator."""
    return option("--reason", required=required, metavar=metavar, help=help)


def day(help: str = N_("When it was (default: today).")) -> Decorator:
    """`--on DAY`, as `day`."""
    return option("--on", "day", type=DAY, metavar="DAY", help=help)


def time(help: str) -> Decorator:
    """`--at TIME`."""
    return option("--at", type=MOMENT, metavar="TIME", help=help)


def direction(help: str, **more: Any) -> Decorator:
    """`--direction auto|in|out`."""
    return option("--direction", type=click.Choice([str(d) for d in Direction]), help=help, **more)


def minutes(help: str = N_("Whole minutes."), *, required: bool = False) -> Decorator:
    """`--minutes N`."""
    return option("--minutes", required=required, type=int, metavar="N", help=help)


def dry_run(help: str) -> Decorator:
    """`--dry-run`: look, and write nothing."""
    return option("--dry-run", is_flag=True, help=help)


def strict(help: str = N_("Where one row is bad, take none.")) -> Decorator:
    """`--strict`: all or nothing."""
    return option("--strict", is_flag=True, help=help)


def out_file(metavar: str | None = None, *, required: bool = True) -> Decorator:
    """The argument `OUT`: the file or folder to write."""
    return argument("out", type=A_PATH, metavar=metavar, required=required)


def in_file(name: str = "file", *, required: bool = True) -> Decorator:
    """The argument `FILE`: the file to read."""
    return argument(name, type=A_PATH, required=required)


def file_option(name: str, *names: str, metavar: str = "FILE", help: str) -> Decorator:
    """An option that names a file to read or to write."""
    return option(name, *names, type=A_PATH, metavar=metavar, help=help)
