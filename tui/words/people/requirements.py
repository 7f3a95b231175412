"""How far pupils are towards what they must reach, in lines and in one sentence for a class's group chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from checkin.durations import h_mm, hours_text
from checkin.rules.policies import DEFAULT_KIND
from checkin.rules.problems import N_
from checkin.rules.school_year.requirements import FEWEST, Requirement, Span
from checkin.rules.service import APART, Part
from checkin.texts import _, enumerated, ngettext
from checkin.words import part_word, person_kind_word, progress_word
from storage.school_year.progress import PersonProgress
from storage.school_year.year_of_class import year_not_closed
from storage.store import Store
from tui.words.cells import plain
from tui.words.people.school_year import stage_word

OF_THE_STAGE = N_("the years of the stage of school")


def state_word(one: PersonProgress) -> str:
    """Reached, behind, or on the way; before the period, and after it."""
    return progress_word(one.progress)


def by_text(one: PersonProgress) -> str:
    """When somebody gets there at this pace; in words where the period ends before."""
    if one.progress.reached or one.progress.over:
        return ""
    if not one.progress.begun:
        return _("from {day} on").format(day="" if one.period.first is None else one.period.first.isoformat())
    if one.progress.by is None:
        return _("not at this pace")
    if one.late:
        return _("not before the end")
    return one.progress.by.isoformat()


def needed_text(one: Requirement) -> str:
    """What is asked for: hours, activities or both."""
    parts = [hours_text(one.minutes)] if one.minutes else []
    if one.activities:
        text = ngettext("{count} activity", "{count} activities", one.activities)
        parts.append(text.format(count=one.activities))
    return enumerated(parts)


def for_whom_text(one: Requirement) -> str:
    """For whom it is, and what counts."""
    of = [*(stage_word(stage) for stage in one.stages), *map(plain, one.grades)]
    kinds = [] if of and one.kinds == (DEFAULT_KIND,) else [person_kind_word(kind) for kind in one.kinds]
    return enumerated([*kinds, *of, *map(plain, one.categories)])


def span_text(one: Requirement) -> str:
    """The period in which hours count."""
    if one.span is Span.DAYS:
        return f"{one.period.first}–{one.period.last}"
    return _(OF_THE_STAGE) if one.span is Span.STAGE else _("the school year")


def have_text(one: PersonProgress) -> str:
    """What somebody has of what is asked for."""
    parts = [f"{h_mm(one.progress.minutes)} / {h_mm(one.requirement.minutes)}"] if one.requirement.minutes else []
    if one.requirement.activities:
        parts.append(f"{one.progress.activities} / {one.requirement.activities}")
    return enumerated(parts)


def apart_text(one: PersonProgress) -> str:
    """What of it no scan of this school stands behind: `added 2:00, transferred 1:30`; empty where all of it was served here."""
    named = [(part_word(part), one.parts.get(part, 0)) for part in APART]
    named.append((_("at other teams"), one.elsewhere))
    return enumerated(f"{word} {h_mm(minutes)}" for word, minutes in named if minutes)


def progress_object(row: PersonProgress) -> dict[str, Any]:
    """How far somebody is, as one JSON object."""
    done, one = row.progress, row.requirement
    return {
        "requirement": one.name,
        "team": row.person.team,
        "volunteer": row.person.number,
        "name": row.person.name,
        "class": row.person.class_name,
        "minutes": done.minutes,
        "by_source": {**{str(part): row.parts.get(part, 0) for part in Part}, "elsewhere": row.elsewhere},
        "needed_minutes": one.minutes,
        "missing_minutes": done.missing_minutes,
        "activities": done.activities,
        "needed_activities": one.activities,
        "missing_activities": done.missing_activities,
        "reached": done.reached,
        "behind": done.behind,
        "begun": done.begun,
        "over": done.over,
        "by": None if done.by is None else done.by.isoformat(),
        "first_day": None if row.period.first is None else row.period.first.isoformat(),
        "last_day": None if row.period.last is None else row.period.last.isoformat(),
    }


def chat_sentence(rows: Sequence[PersonProgress], class_name: str, today: date) -> str:
    """One sentence about a class for its group chat: counts, and no name; of fewer than `FEWEST` persons no count either."""
    one = rows[0].requirement
    values = {
        "day": today.isoformat(), "class_name": plain(class_name) or _("All classes"), "name": plain(one.name),
        "needed": needed_text(one),
    }  # fmt: skip
    if len(rows) < FEWEST:
        text = _("{day} {class_name}, {name}: {needed} are asked for; everybody sees their own hours at the desk.")
        return text.format(**values)
    reached = sum(row.progress.reached for row in rows)
    behind = sum(row.progress.behind and not row.progress.reached for row in rows)
    text = _(
        "{day} {class_name}, {name}: {reached} of {count} have reached {needed}, {behind} are behind; everybody sees their own "
        "hours at the desk."
    )
    return text.format(**values, reached=reached, count=len(rows), behind=behind)


def not_closed_lines(store: Store) -> list[str]:
    """That a school year is over and not closed; nothing where none is."""
    year = year_not_closed(store)
    if year is None:
        return []
    text = _(
        "The school year {year} is over and not closed: whoever was here then counts by the class of that year until it is closed."
    )
    return [text.format(year=year.name)]


def left_text() -> str:
    """What the desk tells at the badge of somebody who left the school."""
    return _("This badge is of somebody who left the school. It is recorded; if they are back, a newer list says so.")


def milestone_text(name: str, percent: int, minutes: int) -> str:
    """What the desk tells at a scan with which somebody passed a milestone."""
    if percent == 100:
        return _("{name}: reached, {hours}.").format(name=plain(name), hours=hours_text(minutes))
    return _("{name}: {percent} % reached, {hours}.").format(
        name=plain(name), percent=percent, hours=hours_text(minutes)
    )
