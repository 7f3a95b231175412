"""The first lines of the review: how much waits, of which kinds and desks, and what follows."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from textual.content import Content

from checkin.rules.activities import Activity
from checkin.rules.review import Remedy, Wait
from checkin.rules.service import Part, part_of
from checkin.rules.sessions import Status
from checkin.texts import _, enumerated, ngettext
from checkin.words import wait_word
from exports.included_desks import desk_word
from storage.supervision.review import Review, ReviewRow
from tui.words.cells import cell_width, cut, plain
from tui.words.people.guard import passed_text

LEAST_OF_NAME = 12
"""Cells of the activity's name that stay, however much is told behind it."""
_BLANKS = 4
"""Around the name."""


class _Part(NamedTuple):
    """A part of the first line with its style. Where there is too little room the one with the highest `goes` is left out first,
    and one with 0 never."""

    text: str
    style: str = ""
    goes: int = 0


def heading(activity: Activity, review: Review | None, *, everything: bool, marked: int, room: int) -> Content:
    """The activity, how many sessions wait, how many there are where all are shown, how many are marked. Where all of it has more
    than `room` cells, parts are left out whole, the least needed first; then the name of the activity is cut."""
    head, name = _("Review"), plain(activity.name or activity.code)
    parts = [] if review is None else _told(review, everything=everything)
    if marked:
        text = ngettext("{count} marked", "{count} marked", marked)
        parts.append(_Part(f" · {text.format(count=marked)}", "bold $key"))
    least = min(cell_width(name), LEAST_OF_NAME)
    while (left := room - cell_width(head) - _BLANKS - sum(cell_width(part.text) for part in parts)) < least:
        first = max(parts, key=lambda part: part.goes, default=_Part(""))
        if not first.goes:
            break
        parts.remove(first)
    shown = [(part.text, part.style) for part in parts]
    return Content.assemble((head, "bold"), (f"  {cut(name, max(least, left))}  ", "bold $primary"), *shown)


def _told(review: Review, *, everything: bool) -> list[_Part]:
    count = len(review.waiting)
    parts: list[_Part] = []
    if count or not review.clashes:
        text = ngettext("{count} waits", "{count} wait", count).format(count=count) if count else _("nothing waits")
        parts.append(_Part(text, "bold $warning" if count else "$good"))
    if then := _what_follows(review):
        parts.append(_Part(f" · {then}", "", 1))
    for clash in review.clashes:
        text = _("code {code} was made by {desks}: D").format(
            code=clash.code,
            desks=enumerated(f"{plain(desk_word(m.desk))} “{plain(m.activity.name)}”" for m in clash.made),
        )
        parts.append(_Part(f"  {text}" if count else text, "bold $warning"))
    if everything:
        total = len(review.rows)
        text = ngettext("all {count} session shown", "all {count} sessions shown", total)
        parts.append(_Part(f" · {text.format(count=total)}", "$quiet", 2))
    later = sum(part_of(row.session.source, row.session.flags) is Part.REPLAYED for row in review.rows)
    if later:
        text = ngettext("{count} entered at another time", "{count} entered at another time", later).format(count=later)
        parts.append(_Part(f" · {text}", "$quiet", 3))
    return parts


def kinds_line(review: Review) -> Content:
    """How many of each kind wait, and on which desks they were scanned."""
    waiting = review.waiting
    kinds = Counter(row.waits[0] for row in waiting)
    parts = [" · ".join(f"{wait_word(wait)} {kinds[wait]}" for wait in Wait if kinds[wait])]
    if desks := list(dict.fromkeys(desk for row in waiting for desk in row.desks)):
        parts.append(_("desks: {desks}").format(desks=enumerated(map(plain, desks))))
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
