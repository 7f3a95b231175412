"""How classes move up at the end of a school year: grades, and classes that go another way, each changed in one form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from checkin.rules.problems import N_, refuse
from checkin.rules.school_year.years import read_begin
from checkin.texts import _
from storage.people.class_spelling import class_order
from storage.standard.own_tables import Content, OwnTable, content_here
from storage.standard.school_year import SCHOOL_YEAR, class_after, read_year_table
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.facts.own_table import Editing, Row, Rows, edit_table
from tui.screens.field import Field
from tui.screens.fields.kinds import Words
from tui.words.cells import aligned, plain
from tui.words.people.school_year import STAGES, stage_word, way_cells

_USUAL_BEGIN = "09-01"


async def edit_moving_up(desk: Desk) -> None:
    """The rows of the table, and the day on which school years begin."""
    await edit_table(desk, _("How classes move up"), _editing)


def _editing(store: Store) -> Editing:
    table = OwnTable(SCHOOL_YEAR, lambda _store, content: read_year_table(content, SCHOOL_YEAR))
    grades = [row["grade"] for row in content_here(store, table).get("grade", ())]
    classes = sorted({person.class_name for person in store.register.persons() if person.class_name}, key=class_order)
    begins = Rows(
        lambda rows: [_("A school year begins on {day}").format(day=row.get("begins", _USUAL_BEGIN)) for row in rows],
        lambda row: [Field("begins", _("month and day"), row.get("begins", _USUAL_BEGIN), _("such as 09-01"))],
        _begins,
        "",
        _("The first day of each school year."),
    )
    about = _("A class goes the way of its grade, unless it has a row of its own.")
    last = N_("one row must stay: change it, or let the usual table hold again")

    def rows(kind: str, label: str, known: Sequence[str], new: str) -> Rows:
        return Rows(
            partial(_shown, kind), partial(_fields, kind, label, tuple(known)), partial(_row, kind), new, about, last
        )

    lists = {
        "class": rows("class", _("class"), classes, _("＋ a class that goes another way …")),
        "grade": rows("grade", _("grade"), grades, _("＋ another grade …")),
    }
    return Editing(table, lists, begins, _effects)


def _shown(kind: str, rows: Sequence[Row]) -> Sequence[str]:
    if not rows:
        return []
    moving = read_year_table({kind: list(rows)}, SCHOOL_YEAR).moving
    return list(aligned([way_cells(way) for way in (*moving.classes, *moving.grades)]))


def _fields(kind: str, label: str, known: tuple[str, ...], row: Row) -> list[Field]:
    after = row.get("next", "")
    stage = row.get("stage", "")
    stages = tuple(stage_word(one) for one in STAGES)
    return [
        Field(kind, label, row.get(kind, ""), kind=Words(known), needed=N_("write its name")),
        Field("next", _("a year later"), after, _("empty: leaves the school"), Words(known)),
        Field("stage", _("stage"), stage_word(stage) if stage else "", _("may stay empty"), Words(stages)),
    ]


def _row(kind: str, values: Mapping[str, str]) -> Row:
    after = {"next": values["next"]} if values["next"] else {"leaves": True}
    stage = next((one for one in STAGES if stage_word(one) == values["stage"]), values["stage"])
    return {kind: values[kind], **after, **({"stage": stage} if stage else {})}


def _begins(values: Mapping[str, str]) -> Row:
    if read_begin(values["begins"]) is None:
        raise refuse("bad_begin", "begins", N_("write the month and day on which a school year begins, such as 09-01"))
    return {"begins": values["begins"]}


def _effects(store: Store, before: Content, after: Content) -> list[str]:
    """Which classes of the school go another way than before."""
    tables = [read_year_table(one, SCHOOL_YEAR) for one in (before, after)]
    people = [one for one in store.register.persons() if one.team == store.identity.team and one.kind != "teacher"]
    names = sorted({one.class_name for one in people if one.class_name}, key=class_order)
    ways = [(name, [class_after(table, name) for table in tables]) for name in names]
    rows = [[plain(name), _way(was), "→", _way(now)] for name, (was, now) in ways if was != now]
    if not rows:
        return [_("No class of the register goes another way by it.")]
    return [_("When the school year is closed:"), *aligned(rows, frozenset())]


def _way(after: str | None) -> str:
    return _("no row says it") if after is None else plain(after) or _("leaves")
