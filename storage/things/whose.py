"""What somebody means who gives a thing back: which of the things that they have, and where it was handed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checkin.rules.identity import within
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.things import Handed, thing_key, thing_text
from checkin.texts import enumerated
from storage.store import Store
from storage.things.out import still_out, things_in, things_of


class Hand(NamedTuple):
    """Something that changes hands: how many of a thing, or one piece by its number. The volunteer and the activity are keys;
    `activity` is empty for something that is given back wherever it was handed out.
    """

    volunteer: str
    activity: str
    thing: str
    piece: str | None = None
    quantity: int = 1


def is_same(one: Handed, hand: Hand) -> bool:
    """Whether both speak of the same thing, and of the same piece of it."""
    return (thing_key(one.thing), thing_key(one.piece or "")) == (thing_key(hand.thing), thing_key(hand.piece or ""))


def text_of(hand: Hand) -> str:
    """What it is, as people say it."""
    return thing_text(hand.thing, hand.piece, hand.quantity)


def found_at(store: Store, hand: Hand, *, insist: bool) -> Hand:
    """`hand` with the activity in which it was handed out, and the number of the piece where they have only one.

    Raises Refused where they have several that fit, and where they have not so much of it; with `insist` only where nobody
    says in which activity.
    """
    theirs = [one for one in still_out(things_of(store, hand.volunteer)) if hand.activity in ("", one.activity)]
    fitting = [one for one in theirs if is_same(one, hand)]
    if not fitting and hand.piece is None and hand.quantity == 1:
        fitting = [one for one in theirs if thing_key(one.thing) == thing_key(hand.thing)]
    if len(fitting) == 1 and (insist or hand.quantity <= fitting[0].out):
        return hand._replace(activity=fitting[0].activity, thing=fitting[0].thing, piece=fitting[0].piece)
    if len(fitting) > 1:
        message = N_("{number} has several of them: {things}. Say which, by its number or with --activity")
        several = enumerated(f"{one.text} ({within(one.activity, store.identity.team)})" for one in fitting)
        raise refuse("which_thing", "THING", message, number=_number(store, hand), things=several)
    if not insist:
        raise _not_out(store, hand, theirs)
    if not hand.activity:
        raise refuse("which_activity", "--activity", N_("say with --activity where it was handed out"))
    return hand


def _not_out(store: Store, hand: Hand, theirs: Sequence[Handed]) -> Refused:
    values = {"number": _number(store, hand), "thing": text_of(hand)}
    others = still_out(things_in(store, hand.activity or None)) if hand.piece is not None else []
    holder = next((one for one in others if is_same(one, hand)), None)
    if holder is not None:
        values["number"] = within(holder.person, store.identity.team)
        return refuse("with_another", "--piece", N_("{thing} is with {number}: take it back there"), **values)
    if theirs:
        has = enumerated(one.text for one in theirs)
        message = N_("as far as this desk knows {number} has not so much of “{thing}”, but: {has}")
        return refuse("not_out", "THING", message, has=has, **values)
    message = N_("as far as this desk knows {number} has nothing like “{thing}” any more")
    return refuse("not_out", "THING", message, **values)


def _number(store: Store, hand: Hand) -> str:
    return within(hand.volunteer, store.identity.team)
