"""Things are handed out to people and given back: each is checked, then recorded as an event that names people by number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checkin.rules.activities import no_activity, zone
from checkin.rules.events import Event, HandBack, HandOut
from checkin.rules.field_values import MOST_THINGS
from checkin.rules.identity import within
from checkin.rules.overruled import dated_later, instant_behind, instant_that_holds
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.signature import UNSIGNED, Signature
from checkin.rules.things import Handed, thing_key
from storage.people.known import nobody_has
from storage.people.names import person_by_any_number
from storage.people.names_in_text import RosterNames
from storage.record import record_of
from storage.store import Store
from storage.things.naming import named_thing
from storage.things.out import known_things, still_out, things_in, things_of, with_others
from storage.things.whose import Hand, found_at, is_same, text_of

MAY_INSIST = frozenset({"activity_closed", "with_another", "not_out", "names_other", "later_change"})
"""Codes of refusals of what is only doubtful: insisting records it all the same."""


class HandedOver(NamedTuple):
    """The event that was written, and what the person has of it now. `notes` are told and keep nothing back."""

    event: Event
    now: Handed
    notes: tuple[Problem, ...] = ()


def give(store: Store, hand: Hand, signed: Signature = UNSIGNED, *, insist: bool = False) -> HandedOver:
    """Record that something was handed out. Raises Refused where it can't be so; where it is only doubtful (the piece is with
    somebody else, the activity is closed) unless `insist`.
    """
    with store.ledger.transaction():
        hand = _checked(store, hand)
        doubts = [] if insist else [*_named_after(store, hand), *_doubts(store, hand)]
        mine = _place(things_of(store, hand.volunteer), hand)
        if hand.piece is not None and mine is not None and mine.out:
            message = N_("{number} has {thing} already")
            doubts = [Problem("has_it", "--piece", message, _named(store, hand))]
        if doubts:
            raise Refused(*doubts)
        body = HandOut(hand.volunteer, hand.activity, hand.thing, hand.quantity, hand.piece)
        event = store.ledger.record(body, at=_after(store, mine, insist=insist), signed=signed)
        return HandedOver(event, _now(store, hand), tuple(_never_came(store, hand)))


def take_back(store: Store, hand: Hand, signed: Signature = UNSIGNED, *, insist: bool = False) -> HandedOver:
    """Record that something was given back. Raises Refused where the person has not so much of it, as far as this desk knows;
    with `insist` it is recorded all the same, for a desk that this one never met may have handed it out.
    """
    with store.ledger.transaction():
        hand = _as_they_have_it(store, hand) or found_at(store, _checked(store, hand), insist=insist)
        mine = _place(things_of(store, hand.volunteer), hand)
        body = HandBack(hand.volunteer, hand.activity, hand.thing, hand.quantity, hand.piece)
        event = store.ledger.record(body, at=_after(store, mine, insist=insist), signed=signed)
        return HandedOver(event, _now(store, hand))


def _after(store: Store, mine: Handed | None, *, insist: bool) -> int:
    """Now, but after what is known of this thing already: the clock of the desk that handed it out may be ahead of this one's.
    Raises Refused where a wrong clock dated it, unless `insist`."""
    now = store.now()
    if mine is None or mine.last < now:
        return now
    above = [event for event in store.ledger.queries.by_ids({mine.last_event}) if event.id == mine.last_event]
    if insist:
        return instant_behind(above, now)
    return instant_that_holds(above, now, lambda wrong: dated_later(wrong, zone(store.identity.timezone)))


def _checked(store: Store, hand: Hand) -> Hand:
    person = person_by_any_number(store, hand.volunteer)
    facts = store.ledger.facts()
    problems: list[Problem] = []
    if person is None and not _was_scanned(store, hand):
        problems.append(nobody_has(hand.volunteer, store.identity.team, "NUMBER"))
    if hand.activity and hand.activity not in facts.activities:
        problems.append(no_activity(hand.activity, store.identity.team))
    if not 1 <= hand.quantity <= MOST_THINGS:
        message = N_("{count} is not possible: write 1 to {most}")
        problems.append(Problem("bad_count", "--count", message, {"count": hand.quantity, "most": MOST_THINGS}))
    try:
        thing, piece = named_thing(hand.thing, hand.piece, "" if person is None else person.name)
    except Refused as refused:
        raise Refused(*problems, *refused.problems) from None
    if piece is not None and hand.quantity > 1:
        message = N_("there is one piece with the number {piece}: leave out --count, or the number")
        problems.append(Problem("count_of_piece", "--count", message, {"piece": piece}))
    if problems:
        raise Refused(*problems)
    return hand._replace(thing=thing, piece=piece)


def _as_they_have_it(store: Store, hand: Hand) -> Hand | None:
    """Something that comes back just as it was handed out needs no check: the person may be in no roster any more, the activity
    may be struck out, and another desk may have called it what nobody may call it here. None for all else.
    """
    theirs = [one for one in still_out(things_of(store, hand.volunteer)) if hand.activity in ("", one.activity)]
    same = [one for one in theirs if is_same(one, hand)]
    if len(same) != 1 or not 1 <= hand.quantity <= same[0].out:
        return None
    return hand._replace(activity=same[0].activity, thing=same[0].thing, piece=same[0].piece)


def _was_scanned(store: Store, hand: Hand) -> bool:
    """A guest of another team is in no register here, and still comes."""
    return any(s.activity == hand.activity for s in record_of(store, hand.volunteer).sessions)


def _doubts(store: Store, hand: Hand) -> list[Problem]:
    activity, found = store.ledger.facts().activity(hand.activity), list[Problem]()
    if activity.closed_at is not None:
        message = N_("the activity {code} is closed")
        found.append(Problem("activity_closed", "--activity", message, {"code": activity.code}))
    for other in still_out(things_in(store, hand.activity)) if hand.piece is not None else ():
        if is_same(other, hand) and other.person != store.ledger.facts().person(hand.volunteer):
            message = N_("{thing} is with {number}: take it back there first")
            found.append(Problem("with_another", "--piece", message, _named(store, hand, other.person)))
    return found


def _named_after(store: Store, hand: Hand) -> Iterable[Problem]:
    """A thing that was handed out before under this name is asked about no more."""
    known = {thing_key(one.name) for one in known_things(store, hand.activity)}
    name = None if thing_key(hand.thing) in known else RosterNames(store).named_in(f"{hand.thing} {hand.piece or ''}")
    if name is not None:
        message = N_(
            "{name} is the name of somebody in the roster: call the thing otherwise, the record names people by number"
        )
        yield Problem("names_other", "THING", message, {"name": name})


def _never_came(store: Store, hand: Hand) -> Iterable[Problem]:
    if not _was_scanned(store, hand):
        message = N_("{number} has not checked in at this activity so far; it is written down all the same")
        yield Problem("never_came", "NUMBER", message, _named(store, hand))


def _now(store: Store, hand: Hand) -> Handed:
    found = _place(things_of(store, hand.volunteer), hand)
    assert found is not None
    return with_others(store, [found])[0]


def _place(found: Iterable[Handed], hand: Hand) -> Handed | None:
    return next((one for one in found if one.activity == hand.activity and is_same(one, hand)), None)


def _named(store: Store, hand: Hand, person: str = "") -> dict[str, object]:
    return {"number": within(person or hand.volunteer, store.identity.team), "thing": text_of(hand)}
