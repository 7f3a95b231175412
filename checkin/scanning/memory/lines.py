"""The lines of a hand scanner's memory: a badge alone, or columns of badge, date, time and direction in any order.

The columns are found by a line of headings, or by what stands in them: a badge number, a date, a clock time. Other
columns (the serial number of the device, a count) are passed over. Lines are read as they come: a live scanner is
never kept waiting. A line whose time or badge is not clear is a `Problem`, and is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.events import Direction
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.typed_times import parse_moment
from checkin.scanning.memory.cells import BLANKS, separator_of, split
from checkin.scanning.memory.headings import Columns, columns_of
from checkin.scanning.memory.times import has_year_last, instant_of, names_day, time_parts
from checkin.scanning.memory.ways import way_of
from checkin.scanning.text import normalise
from checkin.texts import _

EXPECTED = N_(
    "This line is not understood ({why}). Expected is a badge number alone, or with its date and time in columns, such as "
    "2026-03-05 08:30:00; headings such as badge, date, time help."
)
_BAD_TIME = N_("“{time}” is not a date and time. Write it like 2026-03-05T08:30:00, then a tab, then the badge.")
_WHY = {
    "no_badge": N_("no badge in it"),
    "which_badge": N_("it is not clear which column holds the badge"),
    "no_time": N_("no date and time of day in it, or more than one"),
    "year_last": N_("day and month can be mistaken for each other, as in 05/03/2026: the year must come first"),
    "which_way": N_("the direction is neither in nor out"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line (`number` counts from 1): a badge text, and the time of the scan in milliseconds and the direction if the line
    has them."""

    number: int
    at_ms: int | None
    text: str
    way: Direction | None = None


class ScannerLines:
    """Reads one source from its first line on; times without an offset are in `zone`, the activity's."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._columns: Columns | None = None
        self._badge_at = 0, 0

    def read(self, number: int, text: str) -> Line | Problem | None:
        """What a line that is not empty says; None for the headings."""
        if (timed := self._time_and_tab(number, text)) is not None:
            return timed
        separator = separator_of(text)
        cells = split(text, separator)
        found = self.read_cells(number, cells, text, by_blanks=separator == BLANKS)
        if isinstance(found, Problem) and self._columns is None and separator == "\t" and len(cells) == 2:
            head = cells[0]
            if not is_badge_number(normalise(head)) and not has_year_last([head]):
                return Problem("bad_time", found.where, _BAD_TIME, {"time": head[:40]})
        return found

    def read_cells(self, number: int, cells: list[str], text: str, *, by_blanks: bool = False) -> Line | Problem | None:
        """The same for a row that is taken apart already; `text` is the whole of it, `by_blanks` whether blanks did it."""
        if len(cells) > 1 and (found := columns_of(cells)) is not None and self._columns in (None, found):
            self._columns = found
            return None
        if self._columns is not None and len(cells) > max(self._columns.all):
            return self._in_columns(number, cells, self._columns)
        filled = [i for i, cell in enumerate(cells) if cell.strip()]
        times = time_parts(cells)
        if by_blanks and not names_day(cells):
            times = []  # A card may hold a blank and a colon.
        if len(filled) < 2 or not (times or any(is_badge_number(normalise(cell)) for cell in cells) or "\t" in text):
            # A badge or card text alone, as a keyboard scanner types it; a tab at the end is its suffix.
            return Line(number, None, text.strip("\t"))
        ways = [] if by_blanks else [i for i in filled if way_of(cells[i]) is not None]
        badge = self._badge_among(cells, [i for i in filled if i not in (*times, *ways)], by_blanks)
        if len({way_of(cells[i]) for i in ways}) > 1:
            return _not_understood(number, "which_way")
        return self._line(number, badge, [cells[i] for i in times], way_of(cells[ways[0]]) if ways else None)

    def _time_and_tab(self, number: int, text: str) -> Line | Problem | None:
        """`TIME<tab>TEXT` as people write times (design §7); None for another form."""
        head, tab, rest = text.partition("\t")
        if not tab or not rest.strip() or "\t" in rest.strip():
            return None
        try:
            at = parse_moment(head)
            local = at if at.tzinfo else at.replace(tzinfo=self._zone)
            return Line(number, round(local.timestamp() * 1000), rest)
        except Refused as refused:
            problem = refused.problems[0]
            where = _("line {number}").format(number=number)
            return replace(problem, code="bad_time", where=where) if problem.code == "no_such_day" else None

    def _in_columns(self, number: int, cells: Sequence[str], columns: Columns) -> Line | Problem:
        badge, said = cells[columns.badge], "" if columns.way is None else cells[columns.way].strip()
        way = way_of(said)
        if said and way is None:
            return _not_understood(number, "which_way")
        if not columns.times:
            return Line(number, None, badge, way) if badge.strip() else _not_understood(number, "no_badge")
        return self._line(number, badge, [cells[i] for i in columns.times if cells[i].strip()], way)

    def _badge_among(self, cells: Sequence[str], left: Sequence[int], by_blanks: bool) -> str | None:
        """The badge of a line without headings, in one of the cells that are `left`: the one that is a badge number, else
        the one in the column of the badge numbers before it, else the only one. None where that is not clear.
        """
        numbers = [i for i in left if is_badge_number(normalise(cells[i]))]
        if len(numbers) == 1:
            self._badge_at = len(cells), numbers[0]
            return cells[numbers[0]]
        width, column = self._badge_at
        if not numbers and width == len(cells) and column in left:
            return cells[column]
        if len(left) == 1 or by_blanks:
            return BLANKS.join(cells[i] for i in left)
        return None if left else ""

    def _line(self, number: int, badge: str | None, stamps: Sequence[str], way: Direction | None) -> Line | Problem:
        if badge is None or not badge.strip():
            return _not_understood(number, "which_badge" if badge is None else "no_badge")
        at = instant_of(stamps, self._zone)
        if at is None:
            return _not_understood(number, "year_last" if has_year_last(stamps) else "no_time")
        # Excel keeps digits as text where they are written so: ="7100…".
        return Line(number, at, badge.strip().removeprefix("=").strip("'\""), way)


def read_lines(lines: Iterable[tuple[int, str]], zone: tzinfo, *, may_wait: bool) -> Iterator[Line | Problem]:
    """What numbered lines say, each as soon as it is there; empty ones and headings are passed over.

    Where `may_wait`, a first line that looks like headings in words that nobody here knows is kept until the next one is
    there: above columns it was headings, above anything else it is a text like others.
    """
    reader = ScannerLines(zone)
    waiting: Line | None = None
    first = True
    for number, text in lines:
        if not text.strip() or (first and may_wait and columns_of([text]) is not None):
            continue
        found = reader.read(number, text)
        if first and may_wait and isinstance(found, Line) and _may_be_headings(text):
            waiting, first = found, False
            continue
        first = False
        if waiting is not None and isinstance(found, Line) and found.at_ms is None:
            yield waiting
        waiting = None
        if found is not None:
            yield found
    if waiting is not None:
        yield waiting


def _may_be_headings(text: str) -> bool:
    cells = split(text, separator_of(text))
    return len(cells) > 1 and not any(char.isdigit() or char in ":：/" for char in text)


def _not_understood(number: int, why: str) -> Problem:
    return Problem("bad_line", _("line {number}").format(number=number), EXPECTED, {"why": _(_WHY[why])})
