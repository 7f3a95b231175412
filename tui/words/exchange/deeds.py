"""What supervisors of other desks did, in lines for `take` and for the screen."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.durations import hours_text
from checkin.texts import _
from storage.supervision.brought_deeds import Deeds
from tui.words.cells import plain


def deeds_lines(deeds: Iterable[Deeds]) -> list[str]:
    """A line for each operator of each desk: what they did, how often, and the time that they ruled or added."""
    return [_line(one) for one in deeds]


def _line(one: Deeds) -> str:
    parts = []
    if one.corrections:
        parts.append(_("corrections: {count}").format(count=one.corrections))
    if one.rulings:
        parts.append(_("rulings: {count} ({hours})").format(count=one.rulings, hours=hours_text(one.ruled_minutes)))
    if one.added:
        parts.append(_("added hours: {count} ({hours})").format(count=one.added, hours=hours_text(one.added_minutes)))
    if one.confirmed:
        parts.append(_("confirmations: {count}").format(count=one.confirmed))
    if one.policies:
        parts.append(_("policies: {count}").format(count=one.policies))
    if one.consents:
        parts.append(_("consents given or withdrawn: {count}").format(count=one.consents))
    if one.judged:
        parts.append(_("claims judged: {count}").format(count=one.judged))
    if one.transferred_minutes:
        parts.append(_("from another school: {hours}").format(hours=hours_text(one.transferred_minutes)))
    who = plain(one.operator) if one.operator else _("nobody named")
    return _("Done at desk “{desk}” by {who}: {what}").format(desk=plain(one.desk), who=who, what=" · ".join(parts))
