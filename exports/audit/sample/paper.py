"""The check list on paper: a part for each session, an item a row, with room for the inspector's pen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.texts import _
from exports.audit.sample.check_list import ITEM_WORDS, Sampled
from exports.audit.sample.sheet import TITLE, about_filling, mark, sample_list, sample_sheet, served
from exports.printed.lists.tables import PaperTable, write_tables
from exports.shown.writing import write_list

_TO_WRITE_IN = frozenset({2, 3})


def write_sample(path: Path, sampled: Sequence[Sampled], seed: str) -> None:
    """Write a drawn sample: as pages to go along with (`.pdf`), or as a list to be filled in and read again (`.xlsx`, `.csv`). Raises
    Refused as `exports.shown.writing.write_list` does.
    """
    if path.suffix.lower() != ".pdf":
        together = path.suffix.lower() == ".xlsx"
        write_list(path, (sample_sheet if together else sample_list)(sampled, seed))
        return
    title = _(TITLE).format(seed=seed)
    tables = [_part(number, one) for number, one in enumerate(sampled, 1)]
    write_tables(path, title, about_filling(seed), tables, foot=title)


def _part(number: int, one: Sampled) -> PaperTable:
    said = [one.activity.name or one.activity.code, one.activity.place, served(one)]
    who = " ".join(part for part in (one.name, one.class_name, one.session.volunteer) if part)
    rows = [
        [_(word), mark(one.evidence[item]) if item in one.evidence else _("? ask those who were there"), "", ""]
        for item, word in ITEM_WORDS.items()
    ]
    headings = [_("check list"), _("what the record says"), _("holds?"), _("note")]
    return PaperTable(
        f"{number}. {who} · {' · '.join(part for part in said if part)}",
        headings,
        rows,
        foot=one.session.key,
        blank=_TO_WRITE_IN,
    )
