"""The claims of the record, each with where it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from checkin.rules.events import Claim, Event, Judge
from checkin.rules.problems import N_, refuse
from checkin.rules.standing import standing
from storage.store import Store

_SHOWN = 8
"""Characters of an id that name a claim: its last ones, which are random."""


class State(StrEnum):
    """Where a claim stands."""

    WAITING = "waiting"
    VERIFIED = "verified"
    REFUSED = "refused"


class Claimed(NamedTuple):
    """A claim that stands: `person` is the key under which it counts, `judged` the judgement that holds."""

    event: Event
    claim: Claim
    person: str
    judged: Event | None = None

    @property
    def id(self) -> str:
        """The id of its event."""
        return self.event.id

    @property
    def number(self) -> str:
        """What people call it."""
        return self.event.id[-_SHOWN:]

    @property
    def state(self) -> State:
        """Whether it waits for an answer, was verified, or was refused."""
        if self.judged is None or not isinstance(self.judged.body, Judge):
            return State.WAITING
        return State.VERIFIED if self.judged.body.verified else State.REFUSED


def claims(store: Store, state: State | None = None) -> list[Claimed]:
    """The claims that are not struck out, by day; with `state` only those."""
    facts, queries = store.ledger.facts(), store.ledger.queries
    judged = {event.body.target: event for event in standing(queries.of_kind("judge")) if isinstance(event.body, Judge)}
    found = [
        Claimed(event, event.body, facts.person(event.body.volunteer), judged.get(event.id))
        for event in standing(queries.of_kind("claim"))
        if isinstance(event.body, Claim)
    ]
    return sorted((one for one in found if state in (None, one.state)), key=lambda one: (one.claim.day, one.id))


def same_evidence(store: Store, digest: str, besides: str | None = None) -> list[Claimed]:
    """The claims that were not refused and are proved by the same file (its SHA-256), without the one of the id `besides`."""
    return [
        one
        for one in claims(store)
        if one.claim.digest == digest and one.id != besides and one.state is not State.REFUSED
    ]


def claim_named(store: Store, text: str) -> Claimed:
    """The claim that somebody names by its number in the list, or by its id. Raises Refused."""
    wanted = text.strip().casefold()
    found = [one for one in claims(store) if wanted and wanted in (one.number, one.id)]
    if len(found) > 1:
        raise refuse("many_claims", "NUMBER", N_("several claims end in {text}: give the whole id"), text=text)
    if not found:
        message = N_("there is no claim “{text}”: hourdesk claim list shows them with their numbers")
        raise refuse("no_claim", "NUMBER", message, text=text)
    return found[0]
