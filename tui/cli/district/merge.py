"""`hourdesk district merge`: take the teams' packs in."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _, say, sentence
from exports.district.erasing import is_erasing_due
from exports.district.record.merging import merge as merge_packs
from exports.district.record.pack_results import PackResult
from exports.district.record.purged_copies import purged_copies
from storage.record import without_collector
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json
from tui.cli.district.district_choice import open_chosen
from tui.words.district import pack_text
from tui.words.people.purging import archive_lines
from tui.words.set_aside import set_aside_lines, set_aside_objects


@examples(N_("hourdesk district merge packs/"))
@command("merge", N_("Take packs into the district's record, and all packs in folders; say what became of each."))
@argument("packs", type=options.A_PATH, nargs=-1, required=True)
@options.json_option
@pass_desk
def merge(choice: DeskChoice, packs: tuple[Path, ...], as_json: bool) -> None:
    """Merge what is sound; exit code 1 where something was refused."""
    with without_collector(), open_chosen(choice) as district:
        results = merge_packs(district, packs)
        copies = purged_copies(district) if is_erasing_due(district.db) else []
    show_results(results, as_json)
    for line in archive_lines(copies):
        message(line)
    finish(refused=any(one.result == "refused" for one in results))


def show_results(results: list[PackResult], as_json: bool) -> None:
    """A line a pack: what became of it, and why."""
    for one in results:
        if as_json:
            result_json(
                {
                    "pack": one.pack,
                    "result": one.result,
                    "reason": None if one.problem is None else say(one.problem),
                    "events": one.events,
                    "new_events": one.new_events,
                    "set_aside": set_aside_objects(one.set_aside),
                }
            )
        else:
            _show(one)
            for line in set_aside_lines(one.set_aside):
                message(line)
    if not results and not as_json:
        result(_("No packs there."))


def _show(one: PackResult) -> None:
    say_it = message if one.result in ("held", "refused") else result
    say_it(pack_text(one.pack, one, _reason(one)))


def _reason(one: PackResult) -> str:
    """The reason, without the file's name: the line begins with the name."""
    return "" if one.problem is None else sentence(one.problem)
