"""The list that an inspector takes along: a row a session, the evidence of each item, and columns to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.durations import h_mm
from checkin.rules.instants import local_time
from checkin.rules.problems import N_
from checkin.rules.service import credited
from checkin.texts import _, enumerated
from exports.audit.sample.check_list import ITEM_WORDS, Evidence, Sampled
from exports.shown.shown_list import ShownList

EVENT, FAILED, NOTE, SAMPLE = N_("event"), N_("what does not hold"), N_("note"), N_("sample")
"""Headings by which a filled list is read again (`results`)."""
TITLE = N_("Sample {seed}")
"""What a list says of its sample, in each row too. A seed alone might look like a day to a spreadsheet."""
HEADINGS = (
    EVENT, N_("volunteer"), N_("name"), N_("class"), N_("activity"), N_("place"), N_("date"), N_("check in"), N_("check out"),
    N_("hours"),
)  # fmt: skip
_HOURS = HEADINGS.index("hours")
TOGETHER = (N_("person"), N_("activity"), N_("date"), N_("times"), N_("hours"), N_("evidence"))
"""Headings of a workbook, which is to be read when it was printed: eighteen columns beside each other are not."""


def sample_list(sampled: Sequence[Sampled], seed: str) -> ShownList:
    """The sample as a list that can be printed, or filled in as a workbook and read again."""
    items = list(sampled[0].evidence) if sampled else []
    headings = [*map(_, HEADINGS), *(_(ITEM_WORDS[item]) for item in items), _(SAMPLE), _(FAILED), _(NOTE)]
    title, about = _(TITLE).format(seed=seed), about_filling(seed)
    rows = [[*_row(one), title, "", ""] for one in sampled]
    to_fill_in = frozenset({len(headings) - 2, len(headings) - 1})
    return ShownList(title, headings, rows, frozenset({_HOURS}), about, to_fill_in)


def sample_sheet(sampled: Sequence[Sampled], seed: str) -> ShownList:
    """The same list for a workbook: what belongs together stands in one cell, and so fits on a page."""
    headings = [*map(_, TOGETHER), _(FAILED), _(NOTE), _(SAMPLE), _(EVENT)]
    title = _(TITLE).format(seed=seed)
    rows = []
    for one in sampled:
        day, *times = _times(one)
        who = "\n".join(part for part in (one.name, one.class_name, one.session.volunteer) if part)
        where = "\n".join(part for part in (one.activity.name or one.activity.code, one.activity.place) if part)
        items = ((_(ITEM_WORDS[item]), mark(said)) for item, said in one.evidence.items())
        evidence = "\n".join(_("{title}: {value}").format(title=title, value=value) for title, value in items)
        rows.append(
            [who, where, day, _span(times), h_mm(credited(one.session)), evidence, "", "", title, one.session.key]
        )
    to_fill_in = frozenset({headings.index(_(FAILED)), headings.index(_(NOTE))})
    return ShownList(title, headings, rows, frozenset({TOGETHER.index("hours")}), about_filling(seed), to_fill_in)


def about_filling(seed: str) -> list[str]:
    """What a sample is, and how its list is filled in."""
    words = enumerated(_(word) for word in ITEM_WORDS.values())
    return [
        _("Seed {seed}: whoever draws with it from the same record gets the same sessions.").format(seed=seed),
        _("✓ holds, ✗ does not, ? people must look. Write what does not hold ({words}), or “none”.").format(
            words=words
        ),
    ]


def served(one: Sampled) -> str:
    """Day, times and hours of a session: `2026-11-28 09:02–11:25 2:23`."""
    day, *times = _times(one)
    return " ".join(part for part in (day, _span(times), h_mm(credited(one.session))) if part)


def _span(times: Sequence[str]) -> str:
    return "–".join(at[:5] for at in times if at)


def mark(evidence: Evidence) -> str:
    """The evidence with its sign."""
    sign = "?" if evidence.holds is None else "✓" if evidence.holds else "✗"
    return f"{sign} {evidence.text}"


def _row(one: Sampled) -> list[str]:
    session, activity = one.session, one.activity
    return [
        session.key, session.volunteer, one.name, one.class_name, activity.name or activity.code, activity.place,
        *_times(one), h_mm(credited(session)),
        *(mark(evidence) for evidence in one.evidence.values()),
    ]  # fmt: skip


def _times(one: Sampled) -> list[str]:
    """The day, and the times of check-in and check-out; empty where there is none."""
    times = [None if at is None else local_time(at, one.activity.zone) for at in (one.session.start, one.session.end)]
    return ["" if one.day is None else one.day.isoformat(), *("" if at is None else f"{at:%H:%M:%S}" for at in times)]
