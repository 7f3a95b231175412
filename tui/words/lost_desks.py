"""Desks that were revoked, in lines: on the screen as on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from checkin.rules.activities import zone
from checkin.rules.events import Kind
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _, enumerated, ngettext
from checkin.words import EVENTS
from exports.included_desks import desk_word
from storage.store import Store
from storage.supervision.lost_desks import LaterEvents, Lost
from tui.words.amounts import day_and_clock_text
from tui.words.cells import plain
from tui.words.counts import persons_text

BY_COMMAND = N_("To decide, at the first desk: hourdesk revoke-desk DESK --accept or --refuse, with --reason WHY")
ON_SCREEN = N_("To decide, at the first desk: F10, “A laptop was lost”.")


def lost_lines(store: Store, lost: Iterable[Lost], advice: str = BY_COMMAND) -> list[str]:
    """Each revoked desk with since when, by whom and why, and what of it waits; empty where none was revoked. `advice` is how
    it is decided on, said where something waits."""
    lines: list[str] = []
    waits = False
    for one in lost:
        waits = waits or one.waiting.events > 0
        lines += [heading(store, one), *(f"  {line}" for line in _later_lines(store, one))]
    if waits and advice:
        lines.append(_(advice))
    return lines


def heading(store: Store, one: Lost) -> str:
    """The desk, since when it is revoked, by whom and why."""
    text = _("{desk} ({id}) was revoked on {at} by {who}: {why}")
    who, why = one.by.operator or _("nobody named"), one.by.reason or "—"
    return text.format(
        desk=plain(desk_word(one.desk.name)),
        id=one.desk.desk,
        at=_minute(store, one.by.at),
        who=plain(who),
        why=plain(why),
    )


def _later_lines(store: Store, one: Lost) -> list[str]:
    text = ngettext("its first {count} event counts", "its first {count} events count", one.seq)
    lines = [text.format(count=one.seq) if one.seq else _("none of its events counts")]
    later = one.waiting
    if later.events:
        text = ngettext(
            "{count} later event waits: {scans}, {people}, dated {first} to {last}",
            "{count} later events wait: {scans}, {people}, dated {first} to {last}",
            later.events,
        )
        first, last = _minute(store, later.first_at), _minute(store, later.last_at)
        scans = ngettext("{count} scan", "{count} scans", later.scans).format(count=later.scans)
        values = {"count": later.events, "scans": scans, "people": persons_text(later.people)}
        lines.append(text.format(**values, first=first, last=last))
        if {kind for kind, _count in later.kinds} - {Kind.SCAN}:
            kinds = enumerated(f"{_(EVENTS.get(kind, '')) or plain(kind)} {count}" for kind, count in later.kinds)
            lines.append(_("that is: {kinds}").format(kinds=kinds))
    else:
        lines.append(_("nothing later waits"))
    if one.refused:
        text = ngettext("{count} later event was refused", "{count} later events were refused", one.refused)
        lines.append(text.format(count=one.refused))
    return lines


def lost_object(store: Store, one: Lost) -> dict[str, Any]:
    """A revoked desk as JSON."""
    return {
        "desk": one.desk.desk,
        "desk_name": one.desk.name,
        "revoked_at": _in_full(store, one.by.at),
        "operator": one.by.operator,
        "reason": one.by.reason,
        "event": one.by.id.partition("/")[0],
        "counted": one.seq,
        "waiting": _later_object(store, one.waiting),
        "refused": one.refused,
    }


def _later_object(store: Store, later: LaterEvents) -> dict[str, Any]:
    first, last = (None if at is None else _in_full(store, at) for at in (later.first_at, later.last_at))
    return {
        "events": later.events,
        "scans": later.scans,
        "persons": later.people,
        "first": first,
        "last": last,
        "kinds": dict(later.kinds),
    }


def _minute(store: Store, at: int | None) -> str:
    return "—" if at is None else day_and_clock_text(at, zone(store.identity.timezone))


def _in_full(store: Store, at: int) -> str:
    return local_text(at // 1000 * 1000, zone(store.identity.timezone))
