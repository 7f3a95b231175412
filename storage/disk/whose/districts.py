"""What a district's commands may do in a folder. Each refusal says whose the folder is and what to do, and nothing is changed."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, Refused, refuse
from storage.disk.whose.kinds import Owner, Whose, whose
from storage.disk.whose.own_names import MAKING_DISTRICT


def need_district(path: Path) -> None:
    """Raises Refused where there is no district that could be opened: with what the folder is, and what to do."""
    here = whose(path)
    if not here.district_record:
        raise _no_district(path, here)


def need_free_for_district(path: Path) -> None:
    """Raises Refused where a district can't be made: only in a folder that is not there, or holds nothing of anybody."""
    here = whose(path)
    if here.district_record:
        message = N_("there is a district in this folder already; name another folder with --data")
        raise refuse("district_exists", str(path), message)
    if here.owner is not Owner.NOBODY:
        raise _no_district(path, here)


def need_some_of_district(path: Path) -> None:
    """Raises Refused where no district's record, keys, packs or decisions lie."""
    here = whose(path)
    if here.owner not in (Owner.DISTRICT, Owner.BOTH):
        raise _no_district(path, here)


def unfinished_district(path: Path) -> Refused:
    """The refusal of a folder in which the making of a district was interrupted."""
    message = N_(
        "the making of a district in this folder was interrupted: run hourdesk district init once more, as before"
    )
    return refuse("unfinished_district", str(path), message)


def _no_district(path: Path, here: Whose) -> Refused:
    where = str(path)
    match here.owner:
        case Owner.DISTRICT | Owner.BOTH:
            return _without_record(path)
        case Owner.DESK:
            message = N_(
                "this is a desk's folder, and no district's; nothing was changed. Name the district's folder with --data; a desk's "
                "commands don't begin with hourdesk district"
            )
            return refuse("desk_folder", where, message)
        case Owner.CARRIED:
            message = N_(
                "packs, kits or backups lie in this folder, but no district: name the district's folder with --data, and then the "
                "packs with hourdesk district merge"
            )
            return refuse("carried_files", where, message)
        case Owner.OTHERS:
            message = N_(
                "no district is in this folder, but other files are ({first}): name the district's folder with --data; a district "
                "is made in a new or empty folder"
            )
            return refuse("others_folder", where, message, first=here.first)
        case Owner.NOBODY:
            message = N_(
                "there is no district in this folder yet: make one with hourdesk district init, or name another with --data"
            )
            return refuse("no_district", where, message)


def _without_record(path: Path) -> Refused:
    if (path / MAKING_DISTRICT).is_file():
        return unfinished_district(path)
    message = N_(
        "the record is missing, but the key or packs of a district are in this folder. Keep the folder as it is: hourdesk "
        "district rebuild makes the record anew from the archive"
    )
    return refuse("district_remains", str(path), message)
