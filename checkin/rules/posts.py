"""The posts (岗位) of an activity and their shifts (班次): the plan of who stands where, and when.

The plan is one field of the activity, set as a whole by an `activity` event: of several the last by (at, id) holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from checkin.rules.problems import N_, Problem

LONGEST_POST_CODE = 20
LONGEST_POST_NAME = 60
MOST_POSTS = 60
MOST_SHIFTS = 30
"""Shifts of one post."""
MOST_NEEDED = 10_000
MOST_ON_POSTS = 100_000
"""People in all shifts of a plan together, as on a sign-up list."""
BESIDE_ACTIVITY = timedelta(days=1) // timedelta(milliseconds=1)
"""A shift lies at most so long (milliseconds) before or after the activity: setting up and clearing away."""
_CODE = re.compile(r"[^\s/\x00-\x1f\x7f]{1,20}")
_POST_FIELDS = {"code", "name", "shifts"}
_SHIFT_FIELDS = {"start", "end", "needed", "people"}


class Shift(NamedTuple):
    """A time at a post: from `start` to `end` (milliseconds; it may go over midnight), how many are needed (None: nobody said)
    and the keys of the volunteers who signed up."""

    start: int
    end: int
    needed: int | None = None
    people: tuple[str, ...] = ()


class Post(NamedTuple):
    """A place where people stand. Without shifts it lasts as long as the activity, and no number is needed."""

    code: str
    name: str
    shifts: tuple[Shift, ...] = ()


def planned_shifts(posts: Iterable[Post] | None) -> dict[str, list[tuple[int, int]]]:
    """When there are shifts (milliseconds), by the code of the post."""
    return {post.code: [(one.start, one.end) for one in post.shifts] for post in posts or () if post.shifts}


class Beyond(StrEnum):
    """How a shift lies that does not lie within the planned times of its activity: a part of it does, or none."""

    PARTLY = "partly"
    WHOLLY = "wholly"


Plan = list[dict[str, Any]]
"""Posts as an `activity` event holds them: objects whose instants are milliseconds; what is empty is left out."""


def is_post_code(text: object) -> bool:
    """Whether a value can be the code of a post: 1 to 20 characters without blanks and slashes."""
    return isinstance(text, str) and _CODE.fullmatch(text) is not None


def plan_of(posts: Iterable[Post]) -> Plan:
    """Posts as an event holds them."""
    return [
        {"code": post.code, "name": post.name}
        | ({"shifts": [_written(shift) for shift in post.shifts]} if post.shifts else {})
        for post in posts
    ]


def posts_of(plan: Iterable[Mapping[str, Any]]) -> tuple[Post, ...]:
    """The posts of a plan that `is_plan` finds possible."""
    return tuple(
        Post(
            one["code"],
            one["name"],
            tuple(
                Shift(s["start"], s["end"], s.get("needed"), tuple(s.get("people", ()))) for s in one.get("shifts", ())
            ),
        )
        for one in plan
    )


def beyond(shift: Shift, start: int, end: int) -> Beyond | None:
    """How a shift reaches beyond an activity from `start` to `end` (milliseconds); None where it lies within it."""
    if start <= shift.start and shift.end <= end:
        return None
    return Beyond.PARTLY if shift.start < end and start < shift.end else Beyond.WHOLLY


def with_instants(plan: Any, convert: Callable[[Any], Any]) -> Any:
    """A plan with its instants converted: to text for the log, to milliseconds from it. What is no plan stays as it is, for
    `is_plan` to name. Raises what `convert` raises."""
    return _each_shift(
        plan, lambda shift: shift | {name: convert(shift[name]) for name in ("start", "end") if name in shift}
    )


def with_numbers(plan: Any, number: Callable[[str], str]) -> Any:
    """A plan with the key of each volunteer read anew (see `joins`)."""
    return _each_shift(
        plan, lambda shift: shift | ({"people": [number(one) for one in shift["people"]]} if "people" in shift else {})
    )


def is_plan(
    value: object,
    is_instant: Callable[[object], bool],
    is_text: Callable[[object], bool],
    is_key: Callable[[object], bool],
) -> bool:
    """Whether a value of an event is a possible plan: bounds, each code once, each shift of a post once, nobody twice in one."""
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) > MOST_POSTS:
        return False
    for post in value:
        if not isinstance(post, Mapping) or post.keys() - _POST_FIELDS or not is_post_code(post.get("code")):
            return False
        name, shifts = post.get("name"), post.get("shifts", [None])
        if not (is_text(name) and str(name).strip() and len(str(name)) <= LONGEST_POST_NAME):
            return False
        if not isinstance(shifts, Sequence) or isinstance(shifts, str) or not 0 < len(shifts) <= MOST_SHIFTS:
            return False
        if "shifts" in post and not all(_is_shift(shift, is_instant, is_key) for shift in shifts):
            return False
        if "shifts" in post and len({(shift["start"], shift["end"]) for shift in shifts}) < len(shifts):
            return False
    people = sum(len(shift.get("people", ())) for post in value for shift in post.get("shifts", ()))
    return len({post["code"] for post in value}) == len(value) and people <= MOST_ON_POSTS


def post_faults(
    posts: Iterable[Post], start: int | None, end: int | None, zone_text: Callable[[int], str]
) -> list[Problem]:
    """The shifts that lie over a day before `start` or after `end` (milliseconds) of the activity; `zone_text` writes an
    instant as people of the activity read it."""
    if start is None or end is None:
        return []
    message = N_("the shift {span} of {post} lies over a day from the activity: change its times")
    return [
        Problem(
            "shift_outside", post.code, message, {"post": post.name, "span": f"{zone_text(s.start)}–{zone_text(s.end)}"}
        )
        for post in posts
        for s in post.shifts
        if s.start < start - BESIDE_ACTIVITY or s.end > end + BESIDE_ACTIVITY
    ]


def _written(shift: Shift) -> dict[str, Any]:
    found: dict[str, Any] = {"start": shift.start, "end": shift.end}
    if shift.needed is not None:
        found["needed"] = shift.needed
    return found | ({"people": list(shift.people)} if shift.people else {})


def _each_shift(plan: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if not isinstance(plan, list | tuple):
        return plan
    return [
        {**post, "shifts": [change(one) if isinstance(one, dict) else one for one in post["shifts"]]}
        if isinstance(post, dict) and isinstance(post.get("shifts"), list | tuple)
        else post
        for post in plan
    ]


def _is_shift(value: object, is_instant: Callable[[object], bool], is_key: Callable[[object], bool]) -> bool:
    if not isinstance(value, Mapping) or value.keys() - _SHIFT_FIELDS:
        return False
    start, end, people = value.get("start"), value.get("end"), value.get("people", [None])
    needed = value.get("needed", 1)
    times = [at for at in (start, end) if isinstance(at, int) and is_instant(at)]
    if len(times) < 2 or times[1] <= times[0]:
        return False
    if not isinstance(needed, int) or isinstance(needed, bool) or not 1 <= needed <= MOST_NEEDED:
        return False
    if not isinstance(people, Sequence) or isinstance(people, str) or not people:
        return False
    return "people" not in value or (all(map(is_key, people)) and len(set(people)) == len(people))
