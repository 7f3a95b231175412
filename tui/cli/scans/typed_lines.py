"""What a hand scanner sent, line by line or as a file of its memory (design §7), as scans of an activity."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from pathlib import Path

from checkin.clock import Clock
from checkin.file_errors import unreadable_file
from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.field_values import is_instant
from checkin.rules.instants import local_text
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.replayed import LONGEST_LAG_MS
from checkin.scanning.memory.files import lines_of_file, raw_lines, understood
from checkin.scanning.memory.lines import Line, ScannerLines, read_lines
from checkin.scanning.pictures import is_picture_name, looks_like_picture
from checkin.scanning.text import normalise
from checkin.texts import _
from storage.disk.ids import new_id
from storage.log.readable import CLOCK_IS_WRONG
from storage.roster.identifiers import lost_digits, spoilt
from storage.roster.sheets import Sheet
from storage.roster.tables import is_workbook, read_sheets
from tui.cli.base.output import tell

_SCANNER = N_("{time} can't be right: check the scanner's clock")
_AHEAD = N_(
    "{time} is in the future, for this laptop's clock says {now}: check both clocks. The scan is recorded with this time."
)
_FAR_AHEAD = N_(
    "{time} is in the future, for this laptop's clock says {now}: check both clocks. The scan is recorded with this time, "
    "flagged as not entered when it was made; amend corrects it."
)


def lines_typed(activity: Activity, direction: Direction, clock: Clock) -> Iterator[Arrival | Problem]:
    """A scan for each line of standard input, as soon as its end is there."""
    lines = read_lines(raw_lines(sys.stdin.buffer), activity.zone, may_wait=not sys.stdin.isatty())
    return _arrivals(lines, activity, direction, clock)


def lines_in_file(
    file: str, activity: Activity, direction: Direction, clock: Clock, is_card: Callable[[str], bool]
) -> Iterator[Arrival | Problem] | None:
    """A scan for each line of a text file, or row of a workbook; None for a source that is no such file.

    The whole file is read before the first scan is given: one of which no line is understood gives a problem alone.
    """
    path = Path(file)
    if not path.is_file() or is_picture_name(path):
        return None
    try:
        lines = None if looks_like_picture(path) else lines_of_file(path)
        rows = read_sheets(path) if lines is None and is_workbook(path) else []
    except OSError as error:
        return iter([unreadable_file(path, error, "unreadable_file")])
    except Refused as refused:
        return iter(refused.problems)
    if lines is None and not rows:
        return None
    read = read_lines(lines, activity.zone, may_wait=True) if lines is not None else _rows(rows, activity.zone)
    return _arrivals(understood(path.name, read, is_card), activity, direction, clock)


def _rows(sheets: Iterable[Sheet], zone: tzinfo) -> Iterator[Line | Problem]:
    """The rows of a workbook into which a scanner's program wrote its memory."""
    for sheet in sheets:
        reader = ScannerLines(zone)
        for number, cells in enumerate(sheet.rows, start=1):
            found = reader.read_cells(number, cells, ",".join(cells)) if any(map(str.strip, cells)) else None
            if found is not None:
                yield found


def _arrivals(
    lines: Iterable[Line | Problem], activity: Activity, direction: Direction, clock: Clock
) -> Iterator[Arrival | Problem]:
    """A line with a time is replayed in it; a line that can't be read is refused by its number.

    A time that is still to come is taken and said: what a scanner with a wrong clock saw is better amended than lost, and the
    rules flag what lies far ahead (`checkin.rules.replayed`).
    """
    for line in lines:
        now = clock.now()
        if isinstance(line, Problem):
            yield line
            continue
        text, where = normalise(line.text), _("line {number}").format(number=line.number)
        at, device = (now, "keyboard") if line.at_ms is None else (line.at_ms, "replay")
        wrong = next((time for time in (now, at) if not is_instant(time)), None)
        if wrong is not None:
            message = CLOCK_IS_WRONG if wrong == now else _SCANNER
            yield Problem("bad_time", where, message, {"time": local_text(wrong, activity.zone)})
            continue
        if line.at_ms is not None and lost_digits(text) and (fault := spoilt(text, where)) is not None:
            yield fault
            continue
        if at > now:
            shown = {"time": local_text(at, activity.zone), "now": local_text(now, activity.zone)}
            tell([Problem("in_the_future", where, _FAR_AHEAD if at - now > LONGEST_LAG_MS else _AHEAD, shown)])
        yield Arrival(new_id(now), at, text, activity.key, line.way or direction, device)
