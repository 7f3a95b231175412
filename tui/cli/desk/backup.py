"""`hourdesk backup` and `restore`."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from storage.disk.folder import DataFolder
from storage.disk.in_use import need_nobody_in
from storage.disk.whose.desks import need_place_to_restore
from storage.disk.whose.kinds import has_desk_record
from tui.cli.base import options
from tui.cli.base.before_after import agree_to
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, results
from tui.cli.base.supervisor import need_supervisor_to_replace
from tui.words.laptop.protection import left_in_the_clear
from tui.words.laptop.restored import becomes_of_the_record, set_aside_lines, whose_backup
from tui.words.people.purging import restored_lines


@examples(N_("hourdesk backup /media/stick"), N_("hourdesk backup /media/stick/desk.hdbackup"))
@command(
    "backup",
    N_(
        "Write everything into one file, also while the desk runs. It holds names and keys: keep it safe. In a folder it gets a "
        "name of its own; an older backup of this desk with the same name is replaced."
    ),
)
@options.out_file()
@options.json_option
@pass_desk
def backup(choice: DeskChoice, out: Path, as_json: bool) -> None:
    """Write the backup, whole or not at all."""
    from storage.backup import backup as write_backup

    with choice.open() as store:
        written = write_backup(store, out)
    if as_json:
        result_json({"file": str(written)})
    else:
        result(_("The backup is in {file}.").format(file=written))


@examples(N_("hourdesk restore /media/stick/desk.hdbackup --data new-desk"))
@command(
    "restore", N_("Make a desk from a backup, with a new id and key. The data that is in the folder now is kept aside.")
)
@argument("source", metavar="IN", type=options.A_PATH)
@option("--with-purged", is_flag=True, help=N_("Let in what was purged since the backup was made."))
@options.json_option
@pass_desk
def restore(choice: DeskChoice, source: Path, with_purged: bool, as_json: bool) -> None:
    """Restore into the data folder."""
    from storage.backup import identity_in_backup
    from storage.backup import restore as read_backup
    from storage.disk.protection.databases import need_engine_to_open
    from storage.protecting import is_desk_protected
    from tui.cli.base.passphrase import unlock_backup, unlock_desk

    need_place_to_restore(choice.path)
    with choice.changing_all():
        if has_desk_record(choice.path):
            need_nobody_in(choice.path)
        unlock_desk(choice.path)
        was_protected = is_desk_protected(choice.path)
        if was_protected:
            need_engine_to_open(str(choice.path))
        unlock_backup(source)
        whose = whose_backup(identity_in_backup(source))
        if has_desk_record(choice.path):
            agree_to([_("{title}: {value}").format(title=source, value=whose), *becomes_of_the_record(scans=False)])
        need_supervisor_to_replace(DataFolder(choice.path), choice.clock)
        restored = read_backup(source, choice.path, choice.clock, with_purged=with_purged)
    desk = restored.identity
    if as_json:
        result_json(
            {
                "team": desk.team,
                "desk": desk.desk,
                "finished_desk": restored.finished_desk,
                "data": str(choice.path),
                "set_aside": None if restored.set_aside is None else str(restored.set_aside),
                "left_behind": restored.left._asdict(),
                "purged": restored.purged or 0,
            }
        )
        return
    result(
        _("The record of {team} is restored in {folder}. This desk is now {desk}; {old} is finished.").format(
            team=desk.team, folder=choice.path, desk=desk.desk, old=restored.finished_desk
        )
    )
    if not with_purged:
        for line in restored_lines(restored.purged):
            message(line)
    results(set_aside_lines(restored))
    if is_desk_protected(choice.path):
        _tell_protection(choice.path, was_protected=was_protected)


def _tell_protection(path: Path, *, was_protected: bool) -> None:
    """With which passphrase the desk opens, where that is another one than before, and what lies there in the clear."""
    from storage.protecting import not_encrypted

    if not was_protected:
        message(_("This desk is protected now, as the backup was: it opens with the passphrase of the backup."))
    if left := left_in_the_clear(not_encrypted(path)):
        message(left)
