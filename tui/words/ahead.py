"""What a wrong clock dated ahead, in words: how many of each kind, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from checkin.rules.events import KIND_OF, Event, Kind
from checkin.rules.problems import N_
from checkin.texts import _
from tui.words.amounts import day_and_clock_text

_KINDS: Mapping[Kind, str] = {
    Kind.AMEND: N_("corrections of scans"),
    Kind.RULE: N_("rulings"),
    Kind.CONFIRM: N_("confirmations"),
    Kind.CLASH: N_("decisions on codes of activities"),
    Kind.JUDGE: N_("judgements of claims"),
    Kind.INSPECT: N_("results of samples"),
    Kind.CONSENT: N_("guardians' consents"),
    Kind.EVALUATE: N_("evaluations"),
    Kind.BADGE: N_("badge numbers"),
    Kind.ANSWER: N_("answers to the audit"),
    Kind.POLICY: N_("versions of the policy"),
}


def ahead_lines(events: Iterable[Event], where: tzinfo) -> list[str]:
    """A line for each kind of event."""
    by_kind: dict[Kind, list[int]] = {}
    for event in events:
        by_kind.setdefault(KIND_OF[type(event.body)], []).append(event.at)
    text = _("{what}: {count}, dated until {when}")
    lines = [
        text.format(what=_(_KINDS[kind]), count=len(times), when=day_and_clock_text(max(times), where))
        for kind, times in by_kind.items()
    ]
    if Kind.BADGE in by_kind:
        lines.append(_("A badge number that is struck out is nobody's: give these people new badges."))
    return lines
