"""`hourdesk policy`: show the settings, set some."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import click

from checkin.rules.activities import zone
from checkin.rules.policies import Policy, settings_of
from checkin.rules.problems import N_
from checkin.texts import _
from checkin.toml_files import toml_of
from storage.activities.policies import set_policy, unreached_sessions
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import argument, examples, group, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, results
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.base.typed_values import DAY_OR_DATE_TIME, instant_in
from tui.words.hours_change import unreached_text


@examples(N_("hourdesk policy"), N_("hourdesk policy set rounding=nearest grid_minutes=30 --dry-run"))
@group(
    "policy", N_("Show or set how hours are counted; without a subcommand it is shown."), invoke_without_command=True
)
@options.json_option
@click.pass_context
def policy(ctx: click.Context, as_json: bool) -> None:
    """Print the policy if no subcommand is given."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(show, as_json=as_json)


@examples(N_("hourdesk policy show"))
@policy.command("show", help=N_("Print the policy in force, as TOML."))
@options.json_option
@pass_desk
def show(choice: DeskChoice, as_json: bool) -> None:
    """Print the policy in force, as TOML or as one JSON object."""
    with choice.open() as store:
        in_force = store.policy()
    _print(in_force, as_json)


@examples(
    N_("hourdesk policy set rounding=nearest grid_minutes=30 --dry-run"),
    N_("hourdesk policy set max_minutes_per_day=480"),
)
@policy.command("set", help=N_("Change settings, such as rounding=nearest grid_minutes=30; the others stay."))
@argument("settings", metavar="KEY=VALUE...", nargs=-1, required=True)
@option(
    "--from",
    "since",
    type=DAY_OR_DATE_TIME,
    metavar="TIME",
    help=N_("In force from this day or time on (default: from now on)."),
)
@options.dry_run(options.WHOSE_HOURS)
@options.json_option
@pass_desk
def set_(choice: DeskChoice, settings: tuple[str, ...], since: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Append a new version of the policy; whose hours change is said first, and how many sessions it does not reach."""
    values = dict(_setting(text) for text in settings)
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        start = None if since is None else instant_in(since, zone(store.identity.timezone))
        signed = choice.signed()
        unreached = unreached_sessions(store, values, start)
        if unreached:
            message(unreached_text(unreached))
        done = do_as_told(store, lambda at: set_policy(at, values, start, signed), supervisor, dry_run=dry_run)
        told = {"change": change_object(store, done.change), "unreached": unreached}
    _print(done.result, as_json, told)


def _setting(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.UsageError(_("“{text}” is no setting: write KEY=VALUE, such as grid_minutes=30").format(text=text))
    try:
        return name.strip(), toml_of(f"value = {value.strip()}")["value"]
    except ValueError:
        # A bare word, such as nearest.
        return name.strip(), value.strip()


def _print(shown: Policy, as_json: bool, told: Mapping[str, Any] = MappingProxyType({})) -> None:
    settings = settings_of(shown)
    if shown.min_share_of_activity is not False:
        # The log keeps the share as text; people and programs write it as a number.
        settings["min_share_of_activity"] = float(shown.min_share_of_activity)
    if as_json:
        result_json({"version": shown.version, **settings, **told})
        return
    import tomlkit

    result(_("# version {version}").format(version=shown.version))
    results(tomlkit.dumps(settings).rstrip("\n").split("\n"))
