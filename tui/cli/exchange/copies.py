"""`hourdesk copies`: where a fresh pack is kept while the desk runs."""

from __future__ import annotations

from pathlib import Path

import click

from checkin.rules.problems import N_, refuse
from checkin.texts import _, say
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json
from tui.words.exchange.copied import copied_line, with_the_laptop


@examples(N_("hourdesk copies /media/stick"), N_("hourdesk copies --now"))
@command("copies", N_("Show or set the folders (a USB stick) to which a running desk writes a new pack every minute."))
@argument("folders", type=options.A_PATH, nargs=-1)
@option("--off", is_flag=True, help=N_("Keep no copies any more."))
@option("--now", "at_once", is_flag=True, help=N_("Write the copies now."))
@options.json_option
@pass_desk
def copies(choice: DeskChoice, folders: tuple[Path, ...], off: bool, at_once: bool, as_json: bool) -> None:
    """Set or print the folders for copies, or write the copies now."""
    if off and (folders or at_once):
        raise click.UsageError(_("Use --off without other options."))
    from exports.exchange.pack.copies import copy_to
    from storage.disk.copies.copy_folders import copy_folders, set_copy_folders

    with choice.open() as store:
        if folders or off:
            for place in set_copy_folders(store.folder, folders):
                message(with_the_laptop(place))
        places = copy_folders(store.folder)
        if at_once and not places:
            raise refuse("no_copies", "--now", N_("no folder is set: hourdesk copies FOLDER"))
        done = [copy_to(store, place) for place in places] if at_once else []
    for one in done:
        if as_json:
            problem = None if one.problem is None else say(one.problem)
            copied = {"folder": str(one.folder), "ok": one.problem is None, "reason": problem}
            result_json({**copied, "was_plain": one.was_plain})
        elif one.problem is None:
            result(copied_line(one))
        else:
            message(say(one.problem))
    if not at_once:
        for place in places:
            if as_json:
                result_json({"folder": str(place)})
            else:
                result(str(place))
        if not places and not as_json:
            result(_("No copies are kept."))
    finish(refused=any(one.problem is not None for one in done))
