"""The plan of posts in one spreadsheet: post, shift from, to, needed, number. A cell that is empty is as in the row above."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.posts import MOST_POSTS, Post
from checkin.rules.problems import N_, Problem, Refused, refuse
from storage.people.register import key_of
from storage.posts.drafts import (
    PostDraft,
    Span,
    checked_code,
    drafts_of,
    find_post,
    free_post_code,
    parse_needed,
    posts_from,
)
from storage.posts.sound_plan import plan_problems
from storage.posts.times import shift_span, typed_shift
from storage.posts.titled_rows import titled_rows
from storage.roster.headed_rows import HeadedRow, at_most
from storage.roster.headings import SYNONYMS, Field
from storage.roster.identifiers import error_in
from storage.roster.rows import is_example, is_footer
from storage.roster.whose_row import no_number, person_of_row
from storage.store import Store

MOST_ROWS = 20_000
WORDS: Mapping[str, tuple[str, ...]] = {
    "post": ("岗位", "岗位名称", "岗位名", "岗", "站点", "点位", "post", "station", "task"),
    "code": ("岗位代码", "岗位编码", "岗位编号", "代码", "post code", "code"),
    "day": ("日期", "day", "date"),
    "shift": ("班次", "时段", "时间段", "班次时间", "岗位时间", "时间", "shift", "time slot", "hours", "time"),
    "start": ("开始", "开始时间", "上岗时间", "上岗", "从", "from", "start", "start time", "shift from", "begin"),
    "end": ("结束", "结束时间", "下岗时间", "下岗", "到", "to", "end", "end time", "shift to", "until"),
    "needed": ("需要人数", "所需人数", "需求人数", "需要", "人数", "needed", "need", "people needed", "number needed"),
    "number": SYNONYMS[Field.NUMBER],
    "name": SYNONYMS[Field.NAME],
    "class": SYNONYMS[Field.CLASS],
}
_SEVERAL = re.compile(r"[、,;\s]+")


class PlanList(NamedTuple):
    """What a list says: the posts, and whether it names people at all."""

    posts: tuple[Post, ...]
    names_people: bool


def read_plan(store: Store, activity: Activity, file: Path, notes: list[Problem]) -> PlanList:
    """The plan of a list. A post that the activity has already keeps its code. Raises Refused naming every bad row."""
    reader = _Reader(store, activity)
    for row in at_most(MOST_ROWS, titled_rows(file, WORDS, notes), file):
        reader.read(row, f"{file.name} {row.where}")
        if len(reader.posts) > MOST_POSTS:
            # That is said below. Each row is looked up among all posts before it: a long list would take minutes.
            break
    if not reader.posts and not reader.problems:
        reader.problems.append(Problem("no_rows", file.name, N_("there is no post below the headings")))
    if not reader.problems:
        reader.problems += plan_problems(store, activity, reader.posts.values(), file.name)
    if reader.problems:
        raise Refused(*reader.problems)
    return PlanList(posts_from(reader.posts.values()), reader.named)


class _Reader:
    """Reads row by row; `post` and `span` are those of the row above."""

    def __init__(self, store: Store, activity: Activity) -> None:
        self.posts: dict[str, PostDraft] = {}
        self.problems: list[Problem] = []
        self.named = False
        self._store, self._activity = store, activity
        self._known = drafts_of(activity.posts or ())
        self._post: PostDraft | None = None
        self._span: Span | None = None
        self._headings: Mapping[str, str] | None = None

    def read(self, row: HeadedRow, where: str) -> None:
        """Take one row in; what is wrong with it goes into `problems`."""
        cells = {name: row.cells.get(name, "") for name in (*WORDS, "title")}
        if row.headings is not self._headings:
            # Nothing goes down from one sheet to the next.
            self._headings, self._post, self._span = row.headings, None, None
        if is_footer(list(cells.values())) or is_example(cells["post"]) or is_example(cells["number"]):
            return
        spoilt = [
            error_in(cells[name], where) for name in ("post", "code", "title", "day", "shift", "start", "end", "needed")
        ]
        found = [problem for problem in spoilt if problem is not None]
        try:
            if found:
                raise Refused(*found)
            post = self._post_of(cells, where)
            span = self._span_of(cells, post, where)
            self._fill(cells, post, span, where)
        except Refused as refused:
            self.problems += refused.problems

    def _post_of(self, cells: Mapping[str, str], where: str) -> PostDraft:
        name, code = cells["post"], cells["code"]
        if cells["title"] and not code:
            # A name of its own stands beside it: then this is the code.
            name, code = cells["title"], name
        if not name and not code:
            if self._post is None:
                raise refuse("no_post", where, N_("this row names no post, and neither does the one above it"))
            return self._post
        if code:
            code = checked_code(code, where)
        known = self.posts.get(code) if code else find_post(self.posts.values(), name)
        if known is not None and name and code and known.name == known.code:
            known.name = name
        if known is not None and name and known.name != name and code:
            message = N_("the code {code} is {first} above, and {second} here: give each post a code of its own")
            raise refuse("two_names", where, message, code=code, first=known.name, second=name)
        before, self._post = self._post, known or self._new_post(name or code, code)
        if self._post is not before:
            self._span = None
        return self._post

    def _new_post(self, name: str, code: str) -> PostDraft:
        earlier = None if code else find_post(self._known.values(), name)
        code = code or (earlier.code if earlier is not None else free_post_code(name, self.posts))
        if earlier is not None and name == earlier.code:
            name = earlier.name
        post = self.posts[code] = PostDraft(code, name)
        return post

    def _span_of(self, cells: Mapping[str, str], post: PostDraft, where: str) -> Span | None:
        start, end, both, activity = cells["start"], cells["end"], cells["shift"], self._activity
        if both:
            self._span = typed_shift(activity, both, where, cells["day"])
        elif start or end:
            self._span = shift_span(activity, start, end, where, cells["day"])
        elif self._span is None and (cells["needed"] or cells["number"]):
            # Needed and numbers belong to a shift: without times it is as long as the activity.
            self._span = (activity.start or 0, activity.end or 0)
        return self._span

    def _fill(self, cells: Mapping[str, str], post: PostDraft, span: Span | None, where: str) -> None:
        if span is None:
            return
        shift, needed = post.shift(span), parse_needed(cells["needed"], where)
        if needed is not None and shift.needed not in (None, needed):
            message = N_("this shift needs {first} people by a row above, and {second} by this one")
            raise refuse("two_needed", where, message, first=shift.needed, second=needed)
        shift.needed = needed if shift.needed is None else shift.needed
        for key in persons_of_cell(self._store, where, cells["number"], cells["name"]):
            self.named = True
            shift.people.setdefault(key, where)


def persons_of_cell(store: Store, where: str, number: str, name: str) -> list[str]:
    """The keys of the numbers in a cell: one, or several with commas between them. Raises Refused naming each that is wrong."""
    numbers = [one for one in _SEVERAL.split(number) if one]
    if not numbers and name:
        raise Refused(no_number(where, name))
    found = [person_of_row(store, where, one, name if len(numbers) == 1 else "") for one in numbers]
    if wrong := [one for one in found if isinstance(one, Problem)]:
        raise Refused(*wrong)
    return [key_of(one) for one in found if not isinstance(one, Problem)]
