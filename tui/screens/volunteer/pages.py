"""What stands on each page of the volunteer's screen, as lines for a width."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from textual.content import Content

from checkin.rules.problems import N_
from checkin.texts import _
from tui.words import volunteer_page
from tui.words.cells import fitted, plain
from tui.words.volunteer_page import Section, VolunteerData

Lines = Iterator[Content]
_MONTHS_ON_FIRST = 6


def _hours(data: VolunteerData, room: int) -> Lines:
    """The sums, the stars, the balance, and the last months."""
    yield from section_lines(volunteer_page.totals(data), room)
    yield Content("")
    awarded = volunteer_page.star_text(data.record.awarded) or _("none yet")
    yield Content.assemble((_("Stars"), "bold $primary"), f"  {awarded}  ", volunteer_page.next_star_text(data.record))
    yield Content(volunteer_page.redemptions(data).foot)
    if data.record.months:
        yield Content("")
        chart = volunteer_page.months(data)
        yield from section_lines(replace(chart, rows=chart.rows[-_MONTHS_ON_FIRST:]), room)


def _months(data: VolunteerData, room: int) -> Lines:
    yield from section_lines(volunteer_page.months(data), room)


def _recognition(data: VolunteerData, room: int) -> Lines:
    for section in (
        volunteer_page.stars(data),
        volunteer_page.commendations(data),
        volunteer_page.evaluations(data),
    ):
        yield from section_lines(section, room)
        yield Content("")


def _trainings(data: VolunteerData, room: int) -> Lines:
    yield from section_lines(volunteer_page.trainings(data), room)


def _redemptions(data: VolunteerData, room: int) -> Lines:
    yield from section_lines(volunteer_page.redemptions(data), room)


def _diary(data: VolunteerData, room: int) -> Lines:
    """The newest first, each with its whole text."""
    section = volunteer_page.diary_entries(data)
    yield Content.styled(section.title, "bold $primary")
    if not data.diary:
        yield Content.styled(section.hint, "$quiet")
    for entry in reversed(data.diary):
        activity = volunteer_page.activity_text(entry.activity, data.activities, data.own_team)
        heading = "  ".join(word for word in (entry.day.isoformat(), activity, plain(entry.written_by or "")) if word)
        yield Content.styled(heading, "$quiet")
        for line in entry.text.split("\n"):
            yield Content(plain(line))
        yield Content("")


def _sessions(data: VolunteerData, room: int) -> Lines:
    section = volunteer_page.sessions(data)
    yield from section_lines(replace(section, rows=section.rows[::-1]), room)


PAGES: Sequence[tuple[str, Callable[[VolunteerData, int], Lines]]] = (
    (N_("Hours"), _hours),
    (N_("Months"), _months),
    (N_("Recognition"), _recognition),
    (N_("Trainings"), _trainings),
    (N_("Redemptions"), _redemptions),
    (N_("Diary"), _diary),
    (N_("Sessions"), _sessions),
)
"""Title and lines of each page, in their order."""


def section_lines(section: Section, room: int) -> Lines:
    """A title, the table without the ids of events, a sentence below."""
    yield Content.styled(section.title, "bold $primary")
    shown = [i for i in range(len(section.headings)) if i not in section.ids]
    right = frozenset(place for place, i in enumerate(shown) if i in section.right)
    if section.rows:
        table = [[row[i] for i in shown] for row in (section.headings, *section.rows)]
        heading, *lines = fitted(table, room, right)
        yield Content.styled(heading, "$quiet")
        yield from map(Content, lines)
    elif section.hint:
        yield Content.styled(section.hint, "$quiet")
    if section.foot:
        yield Content(section.foot)
