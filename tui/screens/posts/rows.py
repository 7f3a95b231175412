"""What the board of posts shows, as texts: its rows, and what is said of the marked one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from checkin.durations import h_mm
from checkin.rules.activities import Activity
from checkin.rules.posts_filled import PostBoard, ShiftBoard, ShiftState
from checkin.texts import _, enumerated
from storage.people.search_text import is_found
from storage.posts.standing import ShiftPlace, place_of
from tui.words.cells import plain
from tui.words.people.posts import (
    Names,
    by_plan_text,
    here_text,
    missing_text,
    others_lines,
    person_text,
    shift_text,
    state_word,
    told,
)

RIGHT = frozenset((3, 4, 5))
"""The columns of figures."""


class Shown(NamedTuple):
    """The posts of an activity as they were at `now` (milliseconds); `names` by key, `own` is the team's code;
    `minutes` are those that count in each shift, once the activity is closed."""

    activity: Activity
    board: PostBoard
    names: Names
    own: str
    now: int
    minutes: Mapping[ShiftPlace, int] = MappingProxyType({})
    gone: tuple[str, ...] = ()
    """What is said of those on the lists who left the school."""


def headings() -> list[str]:
    """The headings of the table of posts."""
    return [_("post"), _("shift"), _("state"), _("need"), _("signed up"), _("here"), ""]


def cells_of(row: ShiftBoard, shown: Shown) -> list[str]:
    """A row of the table."""
    needed = "" if row.needed is None else str(row.needed)
    texts = (plain(row.post.name), shift_text(row.shift, shown.activity), state_word(row), needed)
    return [*texts, str(row.signed_up or ""), here_text(row), told(row)]


def is_urgent(row: ShiftBoard) -> bool:
    """Whether somebody should act: too few or too many stand there while the shift lasts."""
    return row.state is ShiftState.WITHIN and bool(row.lacking or row.over or row.missing)


def has(row: ShiftBoard, shown: Shown, text: str) -> bool:
    """Whether a shift has what is looked for: in its post, its times, or a person who signed up or stands there."""
    people = {*(row.shift.people if row.shift is not None else ()), *row.here}
    return is_found([*cells_of(row, shown), *_people(sorted(people), shown)], text)


def about(row: ShiftBoard, shown: Shown) -> list[str]:
    """All that is known of a shift, a line for each group of people."""
    lines = []
    if row.missing:
        word = _("To come") if row.state is ShiftState.BEFORE else _("Not come")
        lines.append(_group(word, [_missing(one_text, why) for one_text, why in _why(row, shown)]))
    groups = (
        (_("Here"), [p for p in row.here if p not in row.extra]),
        (_("Without a sign-up"), row.extra),
        (_("Left"), row.left),
    )
    lines += [_group(word, _people(people, shown)) for word, people in groups if people]
    if counted := shown.minutes.get(place_of(row), 0):
        lines.append(_("Hours: {hours}").format(hours=h_mm(counted)))
    nobody = _("{post}, {shift}: nobody signed up, and nobody stands there.")
    return lines or [nobody.format(post=plain(row.post.name), shift=shift_text(row.shift, shown.activity))]


def others(shown: Shown) -> list[str]:
    """What is said below the table: posts that the plan does not know, and what the figures are made of."""
    lines = others_lines(shown.board, shown.minutes, shown.names, shown.own)
    if shown.board.by_plan and any(row.here for row in shown.board.rows):
        lines.append(by_plan_text())
    return [*lines, *shown.gone]


def _why(row: ShiftBoard, shown: Shown) -> list[tuple[str, str]]:
    return [
        (_people([one.person], shown)[0], missing_text(one, row, shown.board, shown.activity, shown.now))
        for one in row.missing
    ]


def _missing(person: str, why: str) -> str:
    return _("{person} ({why})").format(person=person, why=why) if why else person


def _people(people: Sequence[str], shown: Shown) -> list[str]:
    return [plain(person_text(one, shown.names, shown.own)) for one in people]


def _group(word: str, people: Sequence[str]) -> str:
    return _("{word} ({count}): {people}").format(word=word, count=len(people), people=enumerated(people))
