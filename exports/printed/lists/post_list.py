"""The list of posts (岗位表) to be printed: each shift with who signed up, a box to tick, and lines for who comes besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from checkin.rules.activities import Activity, planned_span
from checkin.rules.identity import within
from checkin.rules.posts import Post, Shift
from checkin.texts import _, ngettext
from exports.printed.document import Paper, write_document
from exports.printed.printed import Printed, PrintedText, need_pdf, person_texts
from exports.printed.shortening import shortened
from exports.printed.table import PaperColumn
from storage.people.expected import expected_at, names_at
from storage.posts.planning import no_posts
from storage.posts.standing import expected_posts
from storage.posts.times import span_text
from storage.store import Store

ROW_MM = 8.0
MOST_BLANK = 6
"""Empty lines of a shift for which too few signed up, at most."""
_LONGEST_NAME = 100
Names = Mapping[str, tuple[str, str, str]]


def write_post_list(path: Path, store: Store, activity: Activity) -> Printed:
    """Write the list as PDF, whole or not at all, with those who are expected; the notes name who left the school before.

    Raises Refused for another ending, where the activity has no posts, if there is no font, or `path` can't be written.
    """
    need_pdf(path)
    if not activity.posts:
        raise no_posts(activity, activity.code)
    expected, names, own = expected_at(store, activity), names_at(store, activity), store.identity.team
    team, heading, posts = store.identity.team_name, _("Posts and shifts"), expected_posts(store, activity, expected)
    name = shortened(activity.name or activity.code, _LONGEST_NAME)

    def draw(paper: Paper) -> None:
        paper.new_page()
        paper.line(heading, 16)
        paper.line(name, 11, gap=1)
        paper.line(" · ".join(part for part in (activity.place, planned_span(activity)) if part), 10)
        for post in posts:
            for shift in post.shifts or (None,):
                _draw_shift(paper, post, shift, activity, names, own)

    shown = [PrintedText(text) for text in (team, name, activity.place, *(post.name for post in posts))]
    for key in {key for post in posts for shift in post.shifts for key in shift.people}:
        shown += person_texts(within(key, own), *names.get(key, ("", "", ""))[:2])
    printed = write_document(path, heading, draw, shown, foot=f"{team} · {name}")
    return replace(printed, notes=(*printed.notes, *expected.notes(names, own)))


def _draw_shift(paper: Paper, post: Post, shift: Shift | None, activity: Activity, names: Names, own: str) -> None:
    people = () if shift is None else shift.people
    times = _("whole activity") if shift is None else span_text(shift.start, shift.end, activity)
    counts = (
        [ngettext("{count} signed up", "{count} signed up", len(people)).format(count=len(people))] if people else []
    )
    if shift is not None and shift.needed is not None:
        counts.insert(0, ngettext("{count} needed", "{count} needed", shift.needed).format(count=shift.needed))
    blank = 2 if shift is None or shift.needed is None else min(MOST_BLANK, max(1, shift.needed - len(people)))
    paper.room(30)
    paper.line(f"{post.name}  {times}", 12, gap=5)
    if counts:
        paper.line(" · ".join(counts), 9, gap=1)
    rows = [["", within(key, own), *names.get(key, ("", "", ""))[:2], "", ""] for key in people]
    columns = [
        PaperColumn("✓", 8), PaperColumn(_("number"), 20), PaperColumn(_("name"), 30), PaperColumn(_("class"), 22),
        PaperColumn(_("came at"), 16), PaperColumn(_("left at"), 16),
    ]  # fmt: skip
    paper.table(columns, [*rows, *[[""] * len(columns)] * blank], ROW_MM, gap=1)
