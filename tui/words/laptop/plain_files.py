"""Files of before the protection that everybody can still read, in lines for the screen and for commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from exports.exchange.plain_files import PlainFile, PlainKind
from tui.words.amounts import day_text
from tui.words.cells import plain
from tui.words.lists import more_line

_MOST_FILES = 40
_HOLDS: Mapping[PlainKind, str] = {
    PlainKind.PACK: N_("pack: names, classes and all scans"),
    PlainKind.KIT: N_("kit: names, cards, and a key with which everybody makes a desk of the team"),
    PlainKind.BACKUP: N_("backup: names, birth dates, and every key of the desk"),
    PlainKind.SHEET: N_("recovery sheet: its code opens the record, the backups, and what is sealed in kits"),
    PlainKind.FILE: N_("exported or printed: names, and what was chosen"),
}


def plain_file_lines(files: Sequence[PlainFile], zone: tzinfo) -> list[str]:
    """Which files remain that everybody can read, with date and what is in each; nothing where none is in reach."""
    if not files:
        return []
    text = ngettext(
        "{count} file that everybody can read is still in reach: delete it, or keep it locked away.",
        "{count} files that everybody can read are still in reach: delete them, or keep them locked away.",
        len(files),
    )
    lines = [text.format(count=len(files))]
    for one in files[:_MOST_FILES]:
        lines.append(f"  {plain(str(one.path))}  {day_text(one.changed, zone)}  {_(_HOLDS[one.kind])}")
    if len(files) > _MOST_FILES:
        lines.append(more_line(len(files) - _MOST_FILES))
    return lines


def first_plain_file(files: Sequence[PlainFile]) -> str:
    """The same in one sentence, which names the first; empty where there is none."""
    if not files:
        return ""
    text = ngettext(
        "{count} file of before the protection can still be read by everybody ({first}): delete it, or keep it locked away",
        "{count} files of before the protection can still be read by everybody ({first}, …): delete them, or keep them locked away",
        len(files),
    )
    return text.format(count=len(files), first=plain(str(files[0].path)))
