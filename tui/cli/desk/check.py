"""`hourdesk check`: is the record sound?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from checkin.rules.activities import zone
from checkin.rules.problems import N_, Problem
from checkin.texts import _, say
from storage.disk.free_space import scarce_megabytes
from storage.disk.private_files import open_to_others
from storage.disk.protection.renewing import notes_on_code
from storage.missing_events import accept_missing as accept_missing_events
from storage.presence.unwritten_file import scans_that_wait
from storage.protecting import is_desk_protected, not_encrypted
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.words.laptop.here import nearly_full_text
from tui.words.laptop.protection import ENCRYPTED, left_in_the_clear
from tui.words.laptop.rights import rights_lines
from tui.words.people.purging import undone_lines

if TYPE_CHECKING:
    from storage.store import Store


@examples(N_("hourdesk check"))
@command("check", N_("Check the chain of the record and its file; print what is wrong, and where."))
@option("--accept-missing", is_flag=True, help=N_("Say no more that events are missing: they can't come back."))
@options.json_option
@pass_desk
def check(choice: DeskChoice, accept_missing: bool, as_json: bool) -> None:
    """Print what is wrong; exit code 1 where something is."""
    from exports.audit.own_rules import notes_on_own_rules
    from exports.exchange.lying_files import faults_of_desk

    before = open_to_others(choice.path)
    with choice.open(tells_missing=False) as store:
        if accept_missing:
            accept_missing_events(store.connection, store.folder, store.identity.desk)
        problems, waiting = faults_of_desk(store), scans_that_wait(store.folder, store.identity.team)
        readable = _readable_elsewhere(store) if is_desk_protected(choice.path) else []
        outside = [] if problems else [*_shifts_beyond(store), *notes_on_own_rules(store)]
        undone = [] if problems else undone_lines(store)
    for line in rights_lines(before, open_to_others(choice.path)):
        message(line)
    if is_desk_protected(choice.path):
        left = left_in_the_clear(not_encrypted(choice.path))
        message(left or _(ENCRYPTED))
        for line in readable:
            message(line)
        tell(notes_on_code(choice.path))
    tell([*waiting, *outside])
    for line in undone:
        message(line)
    free = scarce_megabytes(choice.path)
    if free is not None:
        message(nearly_full_text(free))
    if as_json:
        for problem in problems:
            result_json({"code": problem.code, "where": problem.where, "message": say(problem)})
    else:
        tell(problems)
        if not problems:
            result(_("The record is sound."))
    finish(refused=bool(problems))


def _shifts_beyond(store: Store) -> list[Problem]:
    """The shifts of open activities that reach beyond the planned times: no fault of the record, but of a plan, perhaps."""
    from storage.activities.activities import list_activities
    from storage.posts.sound_plan import shifts_beyond

    open_ones = [one for one in list_activities(store) if one.posts and one.closed_at is None]
    return [
        replace(note, where=f"{one.code} {note.where}")
        for one in open_ones
        for note in shifts_beyond(one.posts or (), one)
    ]


def _readable_elsewhere(store: Store) -> list[str]:
    """What everybody can read of a protected desk outside its folder."""
    from exports.exchange.plain_files import plain_files_in_reach
    from tui.words.laptop.plain_files import plain_file_lines

    return plain_file_lines(plain_files_in_reach(store.folder, store.identity.team), zone(store.identity.timezone))
