"""The first lines of the review: how much waits, of which kinds and desks, and what follows."""

from __future__ import annotations

from collections import Counter

from textual.content import Content

from checkin.rules.activities import Activity
from checkin.rules.review import Remedy, Wait
from checkin.rules.service import Part, part_of
from checkin.rules.sessions import Status
from checkin.texts import _, ngettext
from checkin.words import wait_word
from exports.included_desks import desk_word
from storage.supervision.review import Review, ReviewRow
from tui.words.cells import cell_width, cut, plain
from tui.words.people.guard import passed_text

LEAST_OF_NAME = 12
"""Cells of the activity's name that stay, however much is told behind it."""
_BLANKS = 4
"""Around the name."""
_Styled = tuple[str, str]
"""A text and its style."""


def heading(activity: Activity, review: Review | None, *, everything: bool, marked: int, room: int) -> Content:
    """The activity, how many sessions wait, how many there are where all are shown, how many are marked. Where all of it has more
    than `room` cells, what only rounds it off is left out, then the name of the activity is cut."""
    head = _("Review")
    told, more = ([], []) if review is None else (_waiting(review), _rounding_off(review, everything=everything))
    if marked:
        text = ngettext("{count} marked", "{count} marked", marked)
        told.append((f" · {text.format(count=marked)}", "bold $key"))
    name = plain(activity.name or activity.code)
    left = room - cell_width(head) - _width(told) - _BLANKS
    while more and left - _width(more) < min(cell_width(name), LEAST_OF_NAME):
        more.pop()
    name = cut(name, max(LEAST_OF_NAME, left - _width(more)))
    return Content.assemble((head, "bold"), (f"  {name}  ", "bold $primary"), *told, *more)


def _waiting(review: Review) -> list[_Styled]:
    count = len(review.waiting)
    text = ngettext("{count} waits", "{count} wait", count).format(count=count)
    parts: list[_Styled] = []
    if count or not review.clashes:
        parts.append((text if count else _("nothing waits"), "bold $warning" if count else "$good"))
    if then := _what_follows(review):
        parts.append((f" · {then}", ""))
    for clash in review.clashes:
        text = _("code {code} was made by {desks}: D").format(
            code=clash.code,
            desks=_(", ").join(f"{plain(desk_word(m.desk))} “{plain(m.activity.name)}”" for m in clash.made),
        )
        parts.append((f"  {text}" if count else text, "bold $warning"))
    return parts


def _rounding_off(review: Review, *, everything: bool) -> list[_Styled]:
    parts: list[_Styled] = []
    if everything:
        total = len(review.rows)
        text = ngettext("all {count} session shown", "all {count} sessions shown", total)
        parts.append((f" · {text.format(count=total)}", "$quiet"))
    later = sum(part_of(row.session.source, row.session.flags) is Part.REPLAYED for row in review.rows)
    if later:
        text = ngettext("{count} entered later", "{count} entered later", later).format(count=later)
        parts.append((f" · {text}", "$quiet"))
    return parts


def _width(parts: list[_Styled]) -> int:
    return sum(cell_width(text) for text, _style in parts)


def kinds_line(review: Review) -> Content:
    """How many of each kind wait, and on which desks they were scanned."""
    waiting = review.waiting
    kinds = Counter(row.waits[0] for row in waiting)
    parts = [" · ".join(f"{wait_word(wait)} {kinds[wait]}" for wait in Wait if kinds[wait])]
    if desks := list(dict.fromkeys(desk for row in waiting for desk in row.desks)):
        parts.append(_("desks: {desks}").format(desks=_(", ").join(map(plain, desks))))
    parts.append(passed_text(row.name or row.number for row in review.rows if row.limits))
    return Content("   ".join(filter(None, parts)))


def _what_follows(review: Review) -> str:
    """What can be done when all that waits is decided; others decide about a lost laptop."""
    waiting = review.waiting
    count = len(complete(review)) + sum(Wait.LOST_DESK not in row.waits for row in waiting)
    if not waiting or not count:
        return ""
    text = ngettext("then F confirms {count} session", "then F confirms {count} sessions", count)
    return text.format(count=count)


def complete(review: Review) -> list[ReviewRow]:
    """The sessions that F confirms, or puts on the publicity list: nothing about them waits."""
    return [
        row
        for row in review.rows
        if not row.waits and Remedy.CONFIRM in row.remedies and row.session.status is not Status.PUBLICITY
    ]


def listed(review: Review) -> list[ReviewRow]:
    """The sessions on the publicity list."""
    return [row for row in review.rows if row.session.status is Status.PUBLICITY]
