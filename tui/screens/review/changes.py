"""Before → after of each session, a line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from checkin.durations import hours_text
from checkin.rules.activities import Activity
from checkin.rules.hours_change import hours_change
from checkin.rules.identity import within
from checkin.rules.service import credited, day_of
from checkin.rules.sessions import Flag, Session
from checkin.texts import _, enumerated, ngettext
from checkin.words import flag_word, source_word, status_word
from storage.people.earlier_classes import named_on
from storage.people.names import names_by_any_number
from storage.store import Store
from storage.supervision.correcting import Correction, preview
from tui.screens.deed import Work
from tui.screens.review.post_fields import posts_text
from tui.words.amounts import clock_text, day_text
from tui.words.cells import plain
from tui.words.hours_change import NO_CHANGE, overfull_lines

_TOLD = (Flag.LATE_CHECK_OUT, Flag.OBJECTION, Flag.CHANGED, Flag.OVERLAP, Flag.CONSENT)
"""What still has to be looked at when it is done."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a correction would change, and how it is shown."""

    correction: Correction
    lines: tuple[str, ...]


def look_ahead(store: Store, work: Work[Correction]) -> Shown:
    """Do the work, roll it back, and give the lines that show its effect. Raises Refused as the work does."""
    correction = preview(store, work)
    return Shown(correction, tuple(change_lines(store, correction)))


def change_lines(store: Store, correction: Correction) -> list[str]:
    """A sum where it is more than one, then each session that changes."""
    pairs = correction.changed()
    if not pairs:
        return [_(NO_CHANGE)]
    facts, team, named = store.ledger.facts(), store.identity.team, named_on(store, names_by_any_number(store))

    def who(session: Session) -> str:
        name, class_name, _kind = named(session.volunteer, day_of(session, facts)) or ("", "", "")
        parts = (name or _("unknown badge"), class_name, "" if name else within(session.volunteer, team))
        return " ".join(plain(part) for part in parts if part)

    lines = []
    if len(pairs) > 1:
        before = sum(credited(old) for old, _new in pairs if old)
        after = sum(credited(new) for _old, new in pairs if new)
        count = ngettext("{count} session", "{count} sessions", len(pairs)).format(count=len(pairs))
        change = f"{hours_text(before)} → {hours_text(after)}"
        lines.append(_("{count}: {change}").format(count=count, change=change))
    for old, new in pairs:
        one = new or old
        if one is not None:
            lines.append(_line(old, new, who, facts.activity(one.activity), team))
    return lines + overfull_lines(store, hours_change(correction.before, correction.after, facts).fuller)


def _line(
    old: Session | None, new: Session | None, who: Callable[[Session], str], activity: Activity, team: str
) -> str:
    zone = activity.zone
    if old is None or new is None:
        one = new or old
        assert one is not None
        there = f"{_span(one, zone)} {hours_text(one.minutes)}"
        return f"{who(one)}  {there} → —" if new is None else f"{who(one)}  — → {there} {_state(one)}"
    names = who(new) if old.volunteer == new.volunteer else f"{who(old)} → {who(new)}"
    days = [day_text(start, zone) if (start := one.start or one.end) else "" for one in (old, new)]
    spans = [_span(old, zone), _span(new, zone)]
    if days[0] != days[1]:
        spans = [f"{day} {span}".strip() for day, span in zip(days, spans, strict=True)]
    spans = list(dict.fromkeys(spans))
    parts = [names, " → ".join(spans), f"{hours_text(old.minutes)} → {hours_text(new.minutes)}"]
    if old.activity != new.activity:
        parts.append(f"{within(old.activity, team)} → {within(new.activity, team)}")
    posts = [plain(posts_text(one, activity)) for one in (old, new)]
    if posts[0] != posts[1]:
        parts.append(" → ".join(text or _("no post") for text in posts))
    return "  ".join([*parts, _state(new)])


def _span(session: Session, zone: tzinfo) -> str:
    start, end = (("—" if at is None else clock_text(at, zone)) for at in (session.start, session.end))
    return f"{start}–{end}"


def _state(session: Session) -> str:
    flags = [flag_word(flag) for flag in session.flags if flag in _TOLD]
    return enumerated([status_word(session.status), source_word(session.source), *flags])
