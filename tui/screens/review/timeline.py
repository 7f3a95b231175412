"""A session drawn as a bar: the planned time, the served time within it, and the scans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content

from checkin.rules.activities import Activity
from checkin.rules.sessions import Session
from tui.words.amounts import clock_text
from tui.words.cells import cell_width

_HALF_HOUR = 1_800_000
_A_DAY = 86_400_000
_SERVED, _PLANNED, _UNKNOWN = "━", "─", "┄"
_IN, _OUT, _OTHER = "→", "←", "•"
_GAP = 1


@dataclass(frozen=True, slots=True)
class _Scale:
    """From instants (milliseconds) to cells of a line that is `width` cells wide."""

    first: int
    last: int
    width: int

    def cell(self, at: int) -> int:
        """The cell of an instant; one outside the scale stands at the nearer end."""
        inside = min(max(at, self.first), self.last)
        return round((inside - self.first) / max(1, self.last - self.first) * (self.width - 1))


def timeline(session: Session, activity: Activity, others: Iterable[int], width: int) -> list[Content]:
    """Three lines of at most `width` cells: the times of the scans, the bar, the planned times.

    `others` are instants of further scans, which neither began nor ended the session. Nothing is drawn of a session
    without any time. A session of another day is drawn without the planned time.
    """
    times = [at for at in (session.start, session.end) if at is not None]
    if not times or width < 12:
        return []
    plan = _plan_near(times, activity)
    points = [*times, *plan]
    spare = _HALF_HOUR if len(set(points)) == 1 else 0
    scale = _Scale(min(points) - spare, max(points) + spare, width)
    scans = [(at, sign) for at, sign in ((session.start, _IN), (session.end, _OUT)) if at is not None]
    lines = [_labels([(scale.cell(at), clock_text(at, activity.zone)) for at, _sign in scans], width, "bold")]
    lines.append(_bar(session, plan, scale, [*((at, _OTHER) for at in others), *scans]))
    if plan:
        lines.append(_labels([(scale.cell(at), clock_text(at, activity.zone)) for at in plan], width, "$quiet"))
    return lines


def _plan_near(times: list[int], activity: Activity) -> list[int]:
    """The planned start and end; nothing where they are unknown or more than a day away."""
    if activity.start is None or activity.end is None:
        return []
    away = max(min(times) - activity.end, activity.start - max(times))
    return [] if away > _A_DAY else [activity.start, activity.end]


def _bar(session: Session, plan: list[int], scale: _Scale, scans: Iterable[tuple[int, str]]) -> Content:
    cells = [(" ", "")] * scale.width

    def fill(start: int, end: int, sign: str, style: str) -> None:
        for cell in range(scale.cell(start), scale.cell(end) + 1):
            cells[cell] = (sign, style)

    if plan:
        fill(plan[0], plan[1], _PLANNED, "$quiet")
    if session.start is not None and session.end is not None:
        fill(session.start, session.end, _SERVED, "bold $good")
    elif session.start is not None:
        fill(session.start, scale.last, _UNKNOWN, "bold $warning")
    elif session.end is not None:
        fill(scale.first, session.end, _UNKNOWN, "bold $warning")
    for at, sign in (*zip(plan, "├┤", strict=False), *scans):
        cells[scale.cell(at)] = (sign, "bold $key")
    return Content.assemble(*cells)


def _labels(labels: Iterable[tuple[int, str]], width: int, style: str) -> Content:
    """Each label where its cell is; the last one ends there. Labels that would meet stand side by side."""
    placed: list[tuple[int, str]] = []
    end = 0
    for place, (cell, text) in enumerate(labels):
        room = cell_width(text)
        at = max(end, cell if place == 0 else cell - room + 1)
        placed.append((at, text))
        end = at + room + _GAP
    over = max(0, placed[-1][0] + cell_width(placed[-1][1]) - width)
    line, used = "", 0
    for at, text in placed:
        at = max(used, at - over)
        line += " " * (at - used) + text
        used = at + cell_width(text)
    return Content.styled(line, style).truncate(width)
