"""The page for the head teacher: a team's hours by class, month, source, activity and person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from checkin.durations import h_mm
from checkin.rules.asked_sessions import AskedSessions
from checkin.rules.service import APART, Part
from checkin.texts import _
from checkin.words import part_word, period_text, person_kind_word
from exports.included_desks import included_in
from exports.pages.page import (
    Cell,
    Chart,
    Figure,
    Heading,
    Page,
    Table,
    hours,
    hours_bars,
    hours_chart,
    names,
    number,
    texts,
)
from exports.pages.writing import write_page
from exports.printed.publicity.masking import masked_name
from exports.printed.publicity.rows import TAIL
from exports.tables.session_rows import session_rows
from exports.tables.totals import Person, PostTotal, Total, Totals
from storage.people.class_spelling import class_order
from storage.store import Store

MOST_ACTIVITIES = 20
"""Bars of the chart of activities; the table below has them all."""


def write_desk_page(store: Store, out: Path, asked: AskedSessions) -> int:
    """Write the page of the sessions that are asked for, whole or not at all. Returns how many sessions it counts.

    Raises Refused if `out` can't be written.
    """
    totals = Totals()
    count = 0
    for row in session_rows(store, asked):
        totals.take(row)
        count += 1
    write_page(out, _page(store, asked, totals))
    return count


def _page(store: Store, asked: AskedSessions, totals: Totals) -> Page:
    everyone = totals.everyone
    included = included_in(store, asked.activity)
    masks = store.policy().publicity_masks_names
    notes = [] if included is None else [included.text]
    if masks:
        notes.append(_("Names are masked, because the policy says so for lists that everybody may see."))
    return Page(
        store.identity.team_name,
        _about(store, asked),
        [
            Figure(_("persons"), f"{everyone.persons:,}"),
            Figure(_("sessions"), f"{everyone.sessions:,}"),
            Figure(_("hours"), h_mm(everyone.minutes)),
            *(
                Figure(_("of these: {part}").format(part=part_word(part)), h_mm(everyone.of(part)))
                for part in APART
                if everyone.of(part)
            ),
            Figure(_("to review"), f"{everyone.to_review:,}"),
        ],
        _charts(totals),
        [_people(store, totals, masks=masks), _activities(totals), *_posts(totals)],
        notes,
    )


def _about(store: Store, asked: AskedSessions) -> list[str]:
    activity = None if asked.activity is None else store.ledger.facts().activity(asked.activity)
    title = _("Volunteer hours") if activity is None else activity.name or activity.code
    return [title, period_text(asked.period), _("As of {day}").format(day=store.today().isoformat())]


def _charts(totals: Totals) -> list[Chart]:
    everyone = totals.everyone
    occasions = sorted(totals.per_activity(), key=lambda pair: -pair[1].minutes)[:MOST_ACTIVITIES]
    return [
        _chart(_("Hours by class"), totals.per_class()),
        _chart(_("Hours by month"), totals.per_month()),
        Chart(_("Hours by source"), hours_bars((part_word(part), everyone.of(part)) for part in Part)),
        _chart(_("Hours by activity"), [(o.name or o.activity, total) for o, total in occasions]),
    ]


def _chart(title: str, groups: Iterable[tuple[str, Total]]) -> Chart:
    """Hours by group, what no desk scanned apart."""
    return hours_chart(title, ((name, [t.of(part) for part in Part]) for name, t in groups), list(map(part_word, Part)))


def _people(store: Store, totals: Totals, *, masks: bool) -> Table:
    lines = totals.per_volunteer()
    people = [person for person, _total in lines]
    parts = [part for part in Part if totals.everyone.of(part)]
    columns = [
        texts([p.class_name for p in people], [class_order(p.class_name) for p in people]),
        # By the whole name a masked list would still tell who comes before whom.
        names([masked_name(p.name) if masks and p.name else p.called for p in people]),
        texts(_numbers(store, people, masks)),
        texts([person_kind_word(p.kind) for p in people]),
    ]
    headings = [
        Heading(_("class")),
        Heading(_("name")),
        Heading(_("badge ends in") if masks else _("number")),
        Heading(_("kind")),
    ]
    return Table(
        _("Per volunteer"),
        [*headings, Heading(_("sessions"), True), *(Heading(part_word(part), True) for part in parts), Heading(_("total"), True)],
        [
            [*(column[i] for column in columns), *_amounts(total, parts)]
            for i, (_person, total) in enumerate(lines)
        ],
        [_("total"), "", "", "", *(cell.text for cell in _amounts(totals.everyone, parts))],
    )  # fmt: skip


def _amounts(total: Total, parts: Iterable[Part]) -> list[Cell]:
    return [number(total.sessions), *(hours(total.of(part)) for part in parts), hours(total.minutes)]


def _numbers(store: Store, people: Iterable[Person], masks: bool) -> list[str]:
    """The number of each, or where names are masked the last digits of the badge: people find themselves by them."""
    if not masks:
        return [p.volunteer for p in people]
    badges = store.register.badges()
    return [badges.get(f"{p.team}/{p.volunteer}", "" if p.team else p.volunteer)[-TAIL:] for p in people]


def _activities(totals: Totals) -> Table:
    lines = totals.per_activity()
    codes = texts([occasion.activity for occasion, _total in lines])
    called = names([occasion.name for occasion, _total in lines])
    parts = [part for part in Part if totals.everyone.of(part)]
    parts = parts if len(parts) > 1 else []
    return Table(
        _("Per activity"),
        [
            Heading(_("activity")), Heading(_("name of the activity")), Heading(_("persons"), True), Heading(_("sessions"), True),
            Heading(_("to review"), True), *(Heading(part_word(part), True) for part in parts), Heading(_("hours"), True),
        ],
        [
            [code, name, number(total.persons), number(total.sessions), number(total.to_review),
             *(hours(total.of(part)) for part in parts), hours(total.minutes)]
            for code, name, (_occasion, total) in zip(codes, called, lines, strict=True)
        ],
        [
            _("total"), "", f"{totals.everyone.persons:,}", f"{totals.everyone.sessions:,}",
            f"{totals.everyone.to_review:,}", *(h_mm(totals.everyone.of(part)) for part in parts), h_mm(totals.everyone.minutes),
        ],
    )  # fmt: skip


def _posts(totals: Totals) -> list[Table]:
    """The posts (岗位) at which somebody was scanned, and where shifts (班次) are planned these."""
    posts, shifts = totals.per_post(), totals.per_shift()
    found = []
    if posts:
        columns = [texts([o.activity for o, *_rest in posts]), names([o.name for o, *_rest in posts])]
        called = texts([name or _("no post") for _o, _code, name, _total in posts])
        found.append(
            Table(
                _("By post"),
                [Heading(_("activity")), Heading(_("name of the activity")), Heading(_("post")), *_served_headings()],
                [[*cells, *_served(post[-1])] for *cells, post in zip(*columns, called, posts, strict=True)],
            )
        )
    if shifts:
        columns = [texts([o.activity for o, *_rest in shifts]), names([o.name for o, *_rest in shifts])]
        called = texts([name for _o, _code, name, *_rest in shifts])
        times = texts([_times(start, end) for *_rest, start, end, _total in shifts])
        found.append(
            Table(
                _("By shift"),
                [
                    Heading(_("activity")), Heading(_("name of the activity")), Heading(_("post")), Heading(_("shift")),
                    *_served_headings(),
                ],
                [[*cells, *_served(shift[-1])] for *cells, shift in zip(*columns, called, times, shifts, strict=True)],
            )
        )  # fmt: skip
    return found


def _served_headings() -> list[Heading]:
    return [Heading(_("persons"), True), Heading(_("hours"), True)]


def _served(total: PostTotal) -> list[Cell]:
    return [number(len(total.people)), hours(total.minutes)]


def _times(start: str, end: str) -> str:
    """The times of a shift from ISO 8601, with the day of the end where it is another one."""
    if not start:
        return _("in no shift")
    begins, ends = start[:16].replace("T", " "), end[:16].replace("T", " ")
    return f"{begins}–{ends if ends[:10] != begins[:10] else ends[11:]}"
