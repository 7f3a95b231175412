"""Files of Hourdesk itself that are no packs: in a folder that is merged they are passed over, and said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import in_every_language
from exports.exchange.receiving import FileKind, kind_of
from storage.disk.whose.own_names import DESK_RECORD
from storage.roster.headings import WRITTEN, Field
from storage.roster.tables import read_sheets

_KINDS: Mapping[FileKind, str] = {
    FileKind.KIT: N_("the kit of a team, no pack: it stays with the school"),
    FileKind.DISTRICT_KIT: N_("the district's kit, no pack: it goes to the schools"),
    FileKind.RECEIPT: N_("a receipt of the district, no pack: it goes to its school"),
    FileKind.PURGE_STATEMENT: N_("the statement of a purge, no pack: it is filed as it is"),
    FileKind.TEAM_KEY: N_("the key of a team, no pack: it is trusted apart"),
}
_DESK = N_("the record of a desk, no pack: write one at that desk (F10 there, “Pack for the district, other desks”)")
_HOURS = (
    ("event of the check-in", "event of the check-out"),
    ("open_event", "close_event"),
    ("sessions", "scanned hours", "confirmed hours"),
)
"""Headings that stand together in one row of a table that a desk or a district exports, and of no other. A column that may be left
out, where it holds nothing, is none of them."""


def own_file_without_pack(file: Path) -> Problem | None:
    """What a file is that Hourdesk wrote and that brings a district nothing; None for a pack, and for files of others.

    A workbook of hours says what the packs say: taken as filled in by hand, all of it would be counted twice.
    """
    told = _DESK if file.name == DESK_RECORD else _KINDS.get(kind_of(file)) or _table(file)
    return None if told is None else Problem("own_file", file.name, told)


def _table(file: Path) -> str | None:
    if file.suffix.lower() not in (".xlsx", ".csv"):
        return None
    try:
        tops = [[cell.strip() for cell in sheet.rows[0]] for sheet in read_sheets(file) if sheet.rows]
    except Refused:
        return None  # Whoever takes it says what is wrong with it.
    if any(_are_hours(top) for top in tops):
        return N_("hours that Hourdesk exported, no pack: the packs bring them")
    if any(_is_roster(top) for top in tops):
        return N_("a list of people, no pack: it stays with the school")
    return None


def _are_hours(top: list[str]) -> bool:
    return any(
        all(any(word in top for word in in_every_language(heading)) for heading in headings) for headings in _HOURS
    )


def _is_roster(top: list[str]) -> bool:
    return any(top == [written[field] for field in Field] for written in WRITTEN.values())
