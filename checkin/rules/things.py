"""Things that were handed out and given back (发放与归还): who still has what. Hours have nothing to do with it.

A thing is a word of the team (`背心`), perhaps with the number of one piece (`对讲机`, `7`). Of each person, activity, thing and
piece what they have is counted in the order (at, id), so that desks' logs in any order give the same. It never goes below
zero: what was given back and not handed out before is counted apart (`over`). A piece is one: handed out again to whoever
has it changes nothing, and where two persons have it at once both are told (`twice`).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from checkin.rules.events import Event, HandBack, HandOut, Void
from checkin.rules.facts import Facts
from checkin.rules.naming_makings import activity_meant
from checkin.rules.standing import standing


class Handed(NamedTuple):
    """What one person was handed out of one thing in one activity (its key); `person` is the key under which they count.

    `out` is how many they have now, since `since` (milliseconds; None for none), `given` and `back` all that was handed out
    and given back, `over` what was given back beyond; `last` is the time of the last of these events, `last_event` its id. `twice`: another person has the same piece.
    """

    activity: str
    person: str
    thing: str
    piece: str | None
    given: int = 0
    back: int = 0
    over: int = 0
    out: int = 0
    since: int | None = None
    last: int = 0
    last_event: str = ""
    twice: bool = False

    @property
    def text(self) -> str:
        """The thing as people say it: `对讲机 7`, `雨伞 × 3`."""
        return thing_text(self.thing, self.piece, self.out)


def thing_text(thing: str, piece: str | None, count: int) -> str:
    """A thing with the number of its piece, or with how many where it is several."""
    if piece is not None:
        return f"{thing} {piece}"
    return thing if count <= 1 else f"{thing} × {count}"


def thing_key(text: str) -> str:
    """A name for comparing: without blanks, width and difference of case."""
    return unicodedata.normalize("NFKC", "".join(text.split())).casefold()


def _handed_out(one: Handed, count: int, event: Event) -> Handed:
    return one._replace(
        given=one.given + count,
        out=1 if one.piece is not None else one.out + count,
        since=one.since if one.out else event.at,
        last=event.at,
        last_event=event.id,
    )


def _given_back(one: Handed, count: int, event: Event) -> Handed:
    left = max(0, one.out - count)
    return one._replace(
        back=one.back + count,
        over=one.over + max(0, count - one.out),
        out=left,
        since=one.since if left else None,
        last=event.at,
        last_event=event.id,
    )


_Piece = tuple[str, str, str]
_Place = tuple[str, str, str, str]


def handed(facts: Facts, events: Iterable[Event]) -> list[Handed]:
    """What became of all things, by activity, thing, piece and person. `events` come in any order and with any repeats; those
    of other kinds are passed over, but for the voids among them.
    """
    wanted = [event for event in events if isinstance(event.body, HandOut | HandBack | Void)]
    found: dict[_Place, Handed] = {}
    for event in standing(facts.joins.read_all(wanted) if facts.joins else wanted, facts.struck):
        body = event.body
        if not isinstance(body, HandOut | HandBack):
            continue
        activity, person = activity_meant(event, facts.makings) or body.activity, facts.person(body.volunteer)
        place = activity, person, thing_key(body.thing), thing_key(body.piece or "")
        one = found.get(place, Handed(activity, person, body.thing, body.piece))
        changed = _handed_out if isinstance(body, HandOut) else _given_back
        found[place] = changed(one, body.quantity, event)
    holders: defaultdict[_Piece, int] = defaultdict(int)
    for (activity, _person, thing, piece), one in found.items():
        holders[activity, thing, piece] += bool(piece and one.out)
    return [_with_twice(place, found[place], holders) for place in sorted(found, key=_order)]


def _order(place: _Place) -> tuple[str, str, int, str, str]:
    activity, person, thing, piece = place
    return activity, thing, len(piece), piece, person


def _with_twice(place: _Place, one: Handed, holders: defaultdict[_Piece, int]) -> Handed:
    activity, _person, thing, piece = place
    return one._replace(twice=one.out > 0 and holders[activity, thing, piece] > 1)
