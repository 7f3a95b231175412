"""What a desk's commands may do in a folder. Each refusal says whose the folder is and what to do, and nothing is changed."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
from storage.disk.whose.kinds import Owner, Whose, has_signs_of_desk, whose
from storage.disk.whose.own_names import MAKING_DESK


def need_desk(path: Path) -> None:
    """Raises Refused where there is no desk that could be opened: with what the folder is, and what to do."""
    here = whose(path)
    if not here.desk_record:
        raise _no_desk(path, here)


def need_free_for_desk(path: Path) -> None:
    """Raises Refused where a desk can't be made: only in a folder that is not there, or holds nothing of anybody."""
    here = whose(path)
    if here.desk_record:
        message = N_(
            "there is a desk in this folder already; open it with hourdesk, or name another folder with --data"
        )
        raise refuse("desk_exists", str(path), message)
    if here.owner is not Owner.NOBODY:
        raise _no_desk(path, here)


def need_place_to_restore(path: Path) -> None:
    """Raises Refused where a backup may not be brought back: among what is a district's or somebody else's."""
    here = whose(path)
    if here.owner not in (Owner.DESK, Owner.NOBODY):
        raise _both(path) if here.owner is Owner.BOTH else _no_desk(path, here)


def need_no_stranger(path: Path) -> None:
    """Raises Refused where the folder is a district's alone, or somebody else's."""
    here = whose(path)
    if here.owner not in (Owner.DESK, Owner.NOBODY, Owner.BOTH):
        raise _no_desk(path, here)


def need_unmixed(path: Path) -> None:
    """Raises Refused where a district lies among the desk's files: what is done to the folder as a whole would be done to it too."""
    if whose(path).owner is Owner.BOTH:
        raise _both(path)


def never_finished(path: Path) -> Refused:
    """The refusal of a record in which no desk was ever made: what to do depends on what lies beside it."""
    here = whose(path)
    if here.owner is Owner.DESK and has_signs_of_desk(path):
        return _without_record(path, here)
    if here.owner in (Owner.DISTRICT, Owner.BOTH):
        return _no_desk(path, here)
    message = N_(
        "the desk in this folder was never finished; leave the folder as it is, and make a desk in another one with --data"
    )
    return refuse("no_desk", str(path), message)


def _remains_of_desk(path: Path) -> Refused:
    """Nothing may be made over its keys and backups."""
    message = N_(
        "the record is missing, but keys or backups of a desk are in this folder. Keep them, and bring the record back "
        "with hourdesk restore and a backup; for another desk name another folder with --data"
    )
    return refuse("desk_remains", str(path), message)


def _no_desk(path: Path, here: Whose) -> Refused:
    where = str(path)
    match here.owner:
        case Owner.DISTRICT:
            return _districts(path)
        case Owner.BOTH:
            return _both(path)
        case Owner.DESK:
            return _without_record(path, here)
        case Owner.CARRIED:
            message = N_(
                "packs, kits or backups lie in this folder, but no desk: name the desk's folder with --data. A backup is brought "
                "back with hourdesk restore and a new folder after --data"
            )
            return refuse("carried_files", where, message)
        case Owner.OTHERS:
            message = N_(
                "no desk is in this folder, but other files are ({first}): name the desk's folder with --data; a desk is made in a "
                "new or empty folder"
            )
            return refuse("others_folder", where, message, first=here.first)
        case Owner.NOBODY:
            message = N_(
                "there is no desk in this folder yet: make one with hourdesk init, or name another with --data"
            )
            return refuse("no_desk", where, message)


def _without_record(path: Path, here: Whose) -> Refused:
    if (path / MAKING_DESK).is_file():
        message = N_("the making of a desk in this folder was interrupted: run hourdesk init once more, as before")
        return refuse("unfinished_desk", str(path), message)
    if here.half:
        message = N_(
            "the bringing back of a backup was interrupted in this folder: run hourdesk restore once more, as before"
        )
        return refuse("half_restored", str(path), message)
    return _remains_of_desk(path)


def _districts(path: Path) -> Refused:
    message = N_(
        "this is a district's folder, and no desk's; nothing was changed. Name the desk's folder with --data; what is done here "
        "begins with hourdesk district"
    )
    return refuse("district_folder", str(path), message)


def _both(path: Path) -> Refused:
    message = N_(
        "a desk and a district lie in this folder together, and nothing was changed: leave it as it is. Bring a backup of the "
        "desk back into a new folder (hourdesk restore, with --data), and work with the desk there"
    )
    return refuse("mixed_folder", str(path), message)
