"""Desks that were revoked, in lines: on the screen as on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from checkin.rules.activities import zone
from checkin.rules.events import Event, Kind
from checkin.rules.identity import within
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _, enumerated, ngettext
from checkin.words import EVENTS
from exports.included_desks import desk_word
from storage.people.names import names_by_any_number
from storage.recognition.certificates import Issued
from storage.store import Store
from storage.supervision.lost_desks import LaterEvents, Lost, lost_here
from tui.words.amounts import day_and_clock_text
from tui.words.cells import plain
from tui.words.counts import persons_text
from tui.words.lists import more_line


class Advice(NamedTuple):
    """How is decided on what waits, how certificates are issued again, and how many of these a desk's lines name."""

    decide: str
    again: str
    most: int | None = None


BY_COMMAND = Advice(
    N_("To decide, at the first desk: hourdesk revoke-desk DESK --accept or --refuse, with --reason WHY"),
    N_(
        "Whoever holds such a certificate gets a new one in its place: hourdesk certificate reissue CERTIFICATE OUT.pdf --reason WHY"
    ),
)
_AGAIN = N_(
    "Whoever holds such a certificate gets a new one in its place: F10, “Certificates: print again, replace, revoke”."
)
IN_DIALOG = Advice("", _AGAIN, 4)
"""Where the dialog itself offers to decide."""
TAKE_ALONG = N_(
    "Take a pack of this desk to the district and to the team's other desks, or a new kit, so that they know it too."
)
"""Said once something was written about a lost desk."""
ON_SCREEN = Advice(N_("To decide, at the first desk: F10, “A laptop was lost”."), _AGAIN, 4)


def lost_lines(store: Store, lost: Iterable[Lost], advice: Advice = BY_COMMAND) -> list[str]:
    """Each revoked desk with since when, by whom and why, what of it waits, and which certificates are to be issued again; empty
    where none was revoked."""
    lines: list[str] = []
    waits = certified = False
    for one in lost:
        waits, certified = waits or one.waiting.events > 0, certified or bool(one.certificates)
        lines += [heading(store, one), *(f"  {line}" for line in _later_lines(store, one))]
        lines += [f"  {line}" for line in _certificate_lines(store, one.certificates, advice.most)]
    if certified:
        lines.append(_(advice.again))
    if waits and advice.decide:
        lines.append(_(advice.decide))
    return lines


def decided_lines(store: Store, written: Sequence[Event], advice: Advice = BY_COMMAND) -> list[str]:
    """How the desks stand about which something was written."""
    about = {getattr(event.body, "desk", None) for event in written}
    lost = [one for one in lost_here(store) if one.desk.desk in about]
    return lost_lines(store, lost, advice) or [_("The desk counts again, as if it had never been revoked.")]


def _certificate_lines(store: Store, found: Sequence[Issued], most: int | None) -> Iterator[str]:
    if not found:
        return
    text = ngettext(
        "{count} certificate that it issued later does not count:",
        "{count} certificates that it issued later do not count:",
        len(found),
    )
    yield text.format(count=len(found))
    names, team = names_by_any_number(store), store.identity.team
    shown = found if most is None else found[:most]
    for one in shown:
        name = names.get(one.body.volunteer, ("",))[0]
        yield f"  {one.body.number}  {one.body.day}  {within(one.body.volunteer, team)}  {plain(name)}".rstrip()
    if len(found) > len(shown):
        yield more_line(len(found) - len(shown))


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
    if one.accepted:
        text = ngettext(
            "{count} later event was accepted, and counts",
            "{count} later events were accepted, and count",
            one.accepted,
        )
        lines.append(text.format(count=one.accepted))
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
        "accepted": one.accepted,
        "refused": one.refused,
        "certificates": [
            {
                "number": issued.body.number,
                "volunteer": within(issued.body.volunteer, store.identity.team),
                "issued_on": issued.body.day,
                "event": issued.event.id,
            }
            for issued in one.certificates
        ],
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
