"""The pages of the clerk's screen, from what `exports.district.asks.views` counts."""

from __future__ import annotations

import json
from functools import partial
from typing import assert_never

from checkin.durations import h_mm
from checkin.rules.problems import N_
from checkin.texts import _, enumerated, ngettext
from checkin.words import (
    category_word,
    direction_word,
    event_word,
    flag_word,
    person_kind_word,
    source_word,
    status_word,
)
from exports.district.asks.coverage import coverage
from exports.district.asks.sides import side_of
from exports.district.asks.totals import By, totals
from exports.district.asks.views import (
    MOST_ROWS,
    EventLine,
    SessionLine,
    events_by_id,
    persons_of,
    sessions_of,
)
from exports.district.district import District
from tui.district.conflict_sides import FROM_REGISTERS
from tui.district.page import NOTHING_YET, Page, Row
from tui.district.times import time_text
from tui.words.cells import plain
from tui.words.counts import persons_text, sessions_text
from tui.words.events import field_word, value_word
from tui.words.lists import first_rows_text, no_row_text

_NOBODY = N_(
    "No pack with volunteers came from this team: ask the school for one. Hours that were filled in by hand name nobody."
)


def totals_page(district: District, by: By) -> Page:
    """A row a group with a bar, and the sum at the foot."""
    *groups, over_all = totals(district, by)
    names = district.team_names() if by is By.TEAM else {}
    covered = {row.team: row for row in coverage(district)} if by is By.TEAM else {}
    rows = []
    for group in groups:
        code = group.group or ""
        cover = covered.get(code)
        rate = f"{cover.rate:.1%}" if cover is not None and cover.rate is not None else ""
        cells = (
            plain(names.get(code) or _group_word(by, code)), f"{group.persons:,}", f"{group.person_times:,}",
            h_mm(group.scanned_minutes), h_mm(group.added_minutes), rate,
            h_mm(group.minutes),
        )  # fmt: skip
        rows.append(Row(cells, partial(persons_page, team=code, name=names.get(code, "")) if by is By.TEAM else None))
    foot = _("all: {persons}, {person_times} person-times, hours: {scanned} scanned (with those corrected, vouched for and ruled), {added} added, {confirmed} confirmed").format(
        persons=persons_text(over_all.persons), person_times=f"{over_all.person_times:,}",
        scanned=h_mm(over_all.scanned_minutes), added=h_mm(over_all.added_minutes),
        confirmed=h_mm(over_all.confirmed_minutes),
    )  # fmt: skip
    if over_all.replayed_minutes:
        foot += " · " + _("of the scanned: {hours} entered at another time").format(
            hours=h_mm(over_all.replayed_minutes)
        )
    headings = (
        _by_word(by),
        _("persons"),
        _("person-times"),
        _("scanned hours"),
        _("added hours"),
        _("coverage"),
        _("hours"),
    )
    hint = "" if rows else _(NOTHING_YET)
    return Page(
        _("Totals") + " · " + _by_word(by),
        headings,
        tuple(rows),
        frozenset({1, 2, 3, 4, 5, 6}),
        foot,
        hint,
        bars=frozenset({6}),
        is_split=True,
    )


def persons_page(district: District, team: str, name: str, search: str = "") -> Page:
    """The volunteers of a team."""
    return _persons_page(district, team, name, search, MOST_ROWS)


def _persons_page(district: District, team: str, name: str, search: str, most: int | None = None) -> Page:
    lines, count = persons_of(district, team, search, most)
    rows = tuple(
        Row(
            (
                line.number,
                plain(line.name),
                plain(line.class_name),
                f"{line.sessions:,}",
                h_mm(line.minutes),
            ),
            partial(sessions_page, team=team, number=line.number, name=line.name),
        )
        for line in lines
    )
    foot = first_rows_text(len(lines), count) if count > len(lines) else ngettext("{count} volunteer", "{count} volunteers", count).format(count=count)  # fmt: skip
    headings = (_("number"), _("name"), _("class"), _("sessions"), _("hours"))
    hint = "" if rows else no_row_text(search) if search else _(_NOBODY)
    return Page(plain(name or team), headings, rows, frozenset({3, 4}), foot, hint,
                search=lambda text: partial(persons_page, team=team, name=name, search=text),
                whole=partial(_persons_page, team=team, name=name, search=search) if count > len(lines) else None)  # fmt: skip


def sessions_page(district: District, team: str, number: str, name: str) -> Page:
    """The sessions of a volunteer."""
    lines = sessions_of(district, team, number)
    rows = tuple(
        Row(
            (plain(line.activity_name or line.activity), time_text(district, line.start), time_text(district, line.end),
             f"{line.minutes:,}", status_word(line.status), source_word(line.source), enumerated(map(flag_word, line.flags))),
            partial(events_page, ids=line.events, title=_day_of(district, line) + plain(line.activity_name or line.activity)),
            "bad" if line.status == "needs_review" else "",
        )
        for line in lines
    )  # fmt: skip
    headings = (_("activity"), _("check in"), _("check out"), _("minutes"), _("status"), _("source"), _("note"))
    foot = sessions_text(len(lines))
    return Page(plain(name or number), headings, rows, frozenset({3}), foot)


def _day_of(district: District, line: SessionLine) -> str:
    """The day of a session, which tells it from others of the same activity; empty where it has no time."""
    day = time_text(district, line.start if line.start is not None else line.end)[:10]
    return f"{day} " if day else ""


def events_page(district: District, ids: tuple[str, ...], title: str) -> Page:
    """The events of a session or a conflict."""
    rows = tuple(
        Row(
            (time_text(district, line.at, seconds=True), event_word(line.kind), plain(line.desk_name or line.desk),
             plain(side_of(district, line).person), plain(line.operator), plain(line.reason)),
            partial(event_page, event=line), event=line.id,
        )
        for line in events_by_id(district, ids)
    )  # fmt: skip
    hint = "" if rows else _(FROM_REGISTERS)
    return Page(title, (_("time"), _("what"), _("desk"), _("who"), _("operator"), _("reason")), rows, hint=hint)


def event_page(district: District, event: EventLine) -> Page:
    """One event, field by field: names, and behind them the codes that other programs know."""
    side = side_of(district, event)
    fields = [
        (_("time"), time_text(district, event.at, seconds=True)), (_("what"), event_word(event.kind)),
        (_("team"), _named(side.school, event.team)), (_("desk"), _named(event.desk_name, event.desk)),
        (_("place in its chain"), str(event.seq)), (_("who"), _named(side.person, event.who)),
        (_("activity"), _named(side.activity, event.activity)), (_("direction"), direction_word(event.direction)), (_("operator"), event.operator),
        (_("reason"), event.reason), (_("event"), event.id), (_("hash"), event.hash),
    ]  # fmt: skip
    if event.raw is not None:
        told = {name for name, value in fields if value}
        data = [(field_word(name), value_word(name, value)) for name, value in json.loads(event.raw)["data"].items()]
        fields += [(name, value) for name, value in data if name not in told]
    rows = tuple(Row((name, plain(value))) for name, value in fields if value)
    return Page(event_word(event.kind), ("", ""), rows)


def _named(name: str, code: str) -> str:
    """A name with its code behind it; the code alone where there is no name."""
    return f"{name} · {code}" if name and name != code else code


def _by_word(by: By) -> str:
    match by:
        case By.TEAM:
            return _("team")
        case By.KIND:
            return _("kind")
        case By.MONTH:
            return _("month")
        case By.CATEGORY:
            return _("category")
        case By.PROJECT:
            return _("project")
        case unreachable:
            assert_never(unreachable)


def _group_word(by: By, group: str) -> str:
    if by is By.CATEGORY:
        return category_word(group)
    return (person_kind_word(group) if by is By.KIND and group else group) or "—"
