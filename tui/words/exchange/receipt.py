"""A receipt as people and as programs read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checkin.durations import hours_text
from checkin.rules.activities import zone
from checkin.rules.events import ActivityChange, Add, Amend, Answer, Body, Clash, Event, Inspect, Link, Rule, Scan, Void
from checkin.rules.identity import key, within
from checkin.rules.instants import local_text
from checkin.texts import _, enumerated, ngettext
from checkin.words import status_word
from exports.audit.sample.check_list import ITEM_WORDS
from storage.log.taking_in import known_length
from storage.people.names import person_by_any_number
from storage.standard.receipts import ReceivedPack, elsewhere, faults, received_packs, rulings
from storage.standard.standard import KnownDistrict, district_teams
from storage.store import Store
from tui.words.amounts import day_and_clock_text
from tui.words.cells import aligned, plain

_RIGHT = frozenset({5})


def receipt_lines(store: Store, district: KnownDistrict) -> Iterator[str]:
    """All of it, part by part; a part that is empty says so."""
    yield _("Receipt of “{district}”, {at}").format(
        district=plain(district.name), at=_minute(store, district.receipt_at or 0)
    )
    yield from _part(_("Packs that arrived there"), [_pack(store, pack) for pack in received_packs(store.connection)])
    yield from _part(_("Rulings"), [_ruling(store, event) for event in rulings(store.connection)])
    found = [(fault.ruled, plain(fault.text)) for fault in faults(store.connection)]
    yield from _part(
        _("What does not fit"), [_("{text} (settled)").format(text=t) if ruled else t for ruled, t in found]
    )
    yield from _part(_("Hours earned elsewhere"), list(aligned(_elsewhere(store), _RIGHT)))


def receipt_objects(store: Store, district: KnownDistrict) -> list[dict[str, object]]:
    """For programs: the receipt itself, then packs, rulings, faults and hours elsewhere."""
    connection, here = store.connection, zone(store.identity.timezone)
    at = local_text(district.receipt_at or 0, here)
    objects: list[dict[str, object]] = [
        {"part": "receipt", "district": district.name, "version": district.receipt_version, "at": at}
    ]
    objects += [
        {"part": "pack", "desk": p.desk, "name": p.name, "events": p.events, "as_of": local_text(p.as_of, here)}
        for p in received_packs(connection)
    ]
    objects += [
        {
            "part": "ruling",
            "event": e.id,
            "at": local_text(e.at, here),
            "text": ruling_words(store, e.body),
            "reason": e.reason,
        }
        for e in rulings(connection)
    ]
    objects += [
        {
            "part": "fault",
            "kind": f.kind,
            "volunteer": f.volunteer,
            "events": list(f.events),
            "text": f.text,
            "ruled": f.ruled,
        }
        for f in faults(connection)
    ]
    objects += [
        {"part": "elsewhere", "volunteer": s.volunteer, "team": s.team, "activity": s.activity, "name": s.name,
         "day": s.day, "minutes": s.minutes, "status": s.status}
        for s in elsewhere(connection)
    ]  # fmt: skip
    return objects


def ruling_words(store: Store, body: Body) -> str:
    """What a correction by the district does, and whose record it changes."""
    match body:
        case Rule(target=target, minutes=minutes):
            return _("{minutes} min for {who}").format(minutes=minutes, who=_whose(store, target))
        case Void(target=target):
            return _("struck out: {what}").format(what=_whose(store, target))
        case Amend(target=target):
            return _("changed: {what}").format(what=_whose(store, target))
        case Link(volunteer=one, same_as=other):
            return _("{one} and {other} are one person").format(one=_who(store, one), other=_who(store, other))
        case Clash(target=target, code=None):
            return _("“{name}” is one activity with the other one of its code").format(name=_made(store, target))
        case Clash(target=target, code=code):
            return _("“{name}” is another activity; its code is now {code}").format(
                name=_made(store, target), code=code
            )
        case Add(volunteer=volunteer, minutes=minutes, activity=activity):
            who = f"{_who(store, volunteer)} {within(activity, store.identity.team)}"
            return _("{minutes} min added for {who}").format(minutes=minutes, who=who)
        case Answer(finding=finding):
            return _("answer to question {question} of the audit").format(question=finding[:12])
        case Inspect(target=target, seed=seed, failed=failed):
            found = enumerated(_(word) for item, word in ITEM_WORDS.items() if item in failed)
            text = _("checked in the sample {seed}: {what} {found}")
            return text.format(seed=plain(seed), what=_whose(store, target), found=f"✗ {found}" if found else "✓")
        case _:
            return ""


def _made(store: Store, making: str) -> str:
    """The name of the activity that an event made."""
    (found,) = store.ledger.queries.by_ids({making})[:1] or (None,)
    return (
        plain(str(found.body.changes.get("name", ""))) if found and isinstance(found.body, ActivityChange) else making
    )


def _part(heading: str, lines: Sequence[str]) -> Iterator[str]:
    yield ""
    yield heading
    for line in lines or [_("none")]:
        yield f"  {line}"


def _pack(store: Store, pack: ReceivedPack) -> str:
    words = ngettext("{desk}: {events} event, up to {at}", "{desk}: {events} events, up to {at}", pack.events).format(
        desk=plain(pack.name or pack.desk), events=pack.events, at=_minute(store, pack.as_of)
    )
    newer = known_length(store.connection, pack.desk) - pack.events
    if newer <= 0:
        return words
    text = ngettext("{count} newer event is not there yet", "{count} newer events are not there yet", newer)
    return f"{words} · {text.format(count=newer)}"


def _ruling(store: Store, event: Event) -> str:
    return plain(
        " · ".join(part for part in (_minute(store, event.at), ruling_words(store, event.body), event.reason) if part)
    )


def _elsewhere(store: Store) -> list[list[str]]:
    names = {team.code: team.name for team in district_teams(store.connection)}
    lines = []
    for session in elsewhere(store.connection):
        person = person_by_any_number(store, key(store.identity.team, session.volunteer))
        lines.append(
            [
                session.volunteer,
                plain(person.name) if person else "—",
                plain(names.get(session.team, session.team)),
                plain(session.name or session.activity),
                session.day or "—",
                hours_text(session.minutes),
                status_word(session.status),
            ]
        )
    return lines


def _whose(store: Store, target: str) -> str:
    """The volunteer and the activity of the event that a ruling is about; the event's id if it is not known here."""
    found = store.ledger.queries.by_ids({target})
    if not found:
        return target
    body = found[0].body
    if isinstance(body, Scan):
        return f"{_who(store, body.volunteer or body.badge or target)} {within(body.activity, store.identity.team)}"
    return ruling_words(store, body) or target


def _who(store: Store, volunteer: str) -> str:
    person = person_by_any_number(store, volunteer)
    number = within(volunteer, store.identity.team)
    return number if person is None else f"{number} {person.name}"


def _minute(store: Store, at: int) -> str:
    return day_and_clock_text(at, zone(store.identity.timezone))
