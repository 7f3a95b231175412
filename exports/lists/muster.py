"""Who is on site right now, on paper: by class, with a box to tick at each name, for a count on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from checkin.rules.instants import moment
from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext
from exports.file_names import file_names
from exports.included_desks import DesksLine
from exports.paper.document import Paper, write_document
from exports.paper.table import PaperColumn
from exports.shortening import shortened
from storage.board import Board, Presence, PresenceState
from storage.folder import DataFolder

BOX = "□"
_LONGEST_NAME = 120
_SIZES = ((10.5, 1), (9.0, 1), (7.5, 2), (6.0, 2))


@dataclass(frozen=True, slots=True)
class Muster:
    """What is on the list: the board, when it was read, the team's name, and which desks it includes."""

    board: Board
    at: int
    team: str
    desks: DesksLine | None = None

    @property
    def here(self) -> list[Presence]:
        """Who is on site, by class and number; those without a class last."""
        rows = self.board.state(PresenceState.ON_SITE)
        return sorted(rows, key=lambda row: (not row.class_name, row.class_name, row.number))


def muster_path(folder: DataFolder, muster: Muster) -> Path:
    """Where the desk keeps a list: `sheets/muster-A1-20260305-1132.pdf`. The folder is made. Raises Refused."""
    try:
        folder.sheets.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        message = N_("the folder can't be made ({reason})")
        raise refuse("not_writable", str(folder.sheets), message, reason=error.strerror or str(error)) from error
    local = moment(muster.at, muster.board.activity.zone)
    [name] = file_names([f"muster-{muster.board.activity.code}-{local:%Y%m%d-%H%M}"], ".pdf")
    return folder.sheets / name


def write_muster(path: Path, muster: Muster) -> int:
    """Write it as a PDF, whole or not at all; the number of pages. Raises Refused for another ending, where there is no
    font, or `path` can't be written."""
    if path.suffix.lower() != ".pdf":
        message = N_("The ending “{suffix}” is not a format for a list. End the file name in .pdf.")
        raise refuse("unknown_format", str(path), message, suffix=path.suffix)
    activity, here = muster.board.activity, muster.here
    name, place = (shortened(text, _LONGEST_NAME) for text in (activity.name or activity.code, activity.place))
    time = f"{moment(muster.at, activity.zone):%Y-%m-%d %H:%M:%S}"
    count = ngettext("{count} person on site", "{count} persons on site", len(here)).format(count=len(here))
    by_class = [(class_name, list(rows)) for class_name, rows in groupby(here, key=lambda row: row.class_name)]

    def draw(paper: Paper) -> None:
        paper.new_page()
        paper.line(_("On site at {time}: {count}").format(time=f"{time[11:16]}", count=count), 16)
        paper.line(" · ".join(text for text in (name, place) if text), 11, gap=1)
        paper.line(_("List of {time}").format(time=time), 10)
        if muster.desks is not None:
            paper.line(("" if muster.desks.complete else "⚠ ") + muster.desks.text, 10)
        for class_name, rows in by_class:
            # A heading stays with the first rows of its class.
            paper.room(10 + 3 * 7.0)
            shown = shortened(class_name, 40) or _("no class")
            paper.line(_("{class_name} {count}").format(class_name=shown, count=len(rows)), 11, gap=3)
            paper.table(_columns(), [_cells(row, muster) for row in rows], gap=1.0, sizes=_SIZES)
        paper.line(
            _("Counted: ________   Missing: ________   Name and time: ______________________________"), 11, gap=6
        )

    texts = [name, place, muster.desks.text if muster.desks else "", BOX]
    texts += [text for row in here for text in (row.number, row.name, row.school, row.class_name)]
    return write_document(path, _("On site"), draw, texts, foot=f"{muster.team} · {name} · {time}")


def _columns() -> list[PaperColumn]:
    return [
        PaperColumn(_("here"), 12),
        PaperColumn(_("number"), 30),
        PaperColumn(_("name"), 60),
        PaperColumn(_("since"), 20),
        PaperColumn(_("note"), 52),
    ]


def _cells(row: Presence, muster: Muster) -> list[str]:
    since = "" if row.since is None else f"{moment(row.since, muster.board.activity.zone):%H:%M}"
    return [BOX, row.number, row.name or row.school or _("unknown badge"), since, ""]
