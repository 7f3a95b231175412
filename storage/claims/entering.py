"""Claims are entered: checked, then written with their evidence, all or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from checkin.durations import hours_text
from checkin.rules.corrections import LONGEST_CLAIM
from checkin.rules.events import Claim, Event
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.school_year.years import SchoolYear, year_of
from checkin.rules.signature import Signature
from checkin.rules.typed_texts import check_typed
from storage.claims.claims import Claimed, State, claims
from storage.claims.evidence import Evidence, clear_unowned, keep_evidence
from storage.people.known import unknown_persons
from storage.people.spelling import clean_text, name_key
from storage.standard.school_year import begin_of_years
from storage.store import Store

LONGEST_UNIT, LONGEST_CONTACT = 100, 100


WRITE_HOURS = N_("write how many hours it was, such as 2 or 1.5 or 1:30")


class ClaimDraft(NamedTuple):
    """A claim as it was handed in; `where` names its row or its command."""

    where: str
    volunteer: str
    unit: str
    minutes: int
    day: date
    evidence: Evidence


def enter_claims(store: Store, drafts: Sequence[ClaimDraft], signed: Signature) -> list[Event]:
    """Record claims with their evidence, an event each; they give no hours yet. Raises Refused with all that is wrong; then nothing is kept."""
    kept: list[Path] = []
    try:
        with store.ledger.transaction():
            problems = faults_of(store, drafts)
            if problems:
                raise Refused(*problems)
            clear_unowned(store)
            entered = []
            for draft in drafts:
                body = Claim(
                    draft.volunteer, clean_text(draft.unit), draft.minutes, draft.day.isoformat(), draft.evidence.digest
                )
                event = store.ledger.record(body, signed=signed)
                kept.append(keep_evidence(store, event.id, draft.evidence))
                entered.append(event)
            return entered
    except BaseException:
        for file in kept:
            with suppress(OSError):
                file.unlink()
        raise


def faults_of(store: Store, drafts: Iterable[ClaimDraft]) -> list[Problem]:
    """All that is wrong with claims, each by itself and beside those that were entered before."""
    found: list[Problem] = []
    facts, known = store.ledger.facts(), claims(store)
    seen = {
        (one.person, one.claim.day, name_key(one.claim.unit)): one for one in known if one.state is not State.REFUSED
    }
    refused = {(one.person, one.claim.day, one.claim.digest): one for one in known if one.state is State.REFUSED}
    of_day: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in seen.values():
        of_day[one.person, one.claim.day] += one.claim.minutes
    twice: set[tuple[str, str, str]] = set()
    for draft in drafts:
        alone = _alone(store, draft)
        found += alone
        if alone:
            continue
        person, day = facts.person(draft.volunteer), draft.day.isoformat()
        same = person, day, name_key(draft.unit)
        before, no = seen.get(same), refused.get((person, day, draft.evidence.digest))
        of_day[person, day] += draft.minutes
        if before is not None:
            found.append(_already(draft, before))
        elif same in twice:
            message = N_("the same person, day and unit stand twice in this list: leave one out")
            found.append(Problem("claimed_twice", draft.where, message))
        elif no is not None:
            message = N_("this claim was refused as {number} ({reason}): hand in other evidence")
            values = {"number": no.number, "reason": (no.judged.reason if no.judged else "") or ""}
            found.append(Problem("refused_before", draft.where, message, values))
        elif of_day[person, day] > LONGEST_CLAIM:
            message = N_("with the other claims of that day this makes {hours}: a day has 24 hours")
            found.append(Problem("long_claim", draft.where, message, {"hours": hours_text(of_day[person, day])}))
        twice.add(same)
    return found


def _alone(store: Store, draft: ClaimDraft) -> list[Problem]:
    found = unknown_persons(store, [draft.volunteer], draft.where)
    for text, most, missing in (
        (draft.unit, LONGEST_UNIT, N_("the unit is missing: write where it was")),
        (draft.evidence.contact, LONGEST_CONTACT, N_("the contact is missing: write whom to ask there")),
    ):
        if not text.strip():
            found.append(Problem("missing_value", draft.where, missing))
            continue
        try:
            check_typed(text, most, draft.where)
        except Refused as error:
            found += error.problems
    if draft.day > store.today():
        message = N_("{day} is in the future: claim it when it is done")
        found.append(Problem("future_claim", draft.where, message, {"day": draft.day.isoformat()}))
    else:
        found += _too_long_ago(store, draft)
    if draft.minutes > LONGEST_CLAIM:
        message = N_("{hours} in one day is not possible: hand in each day by itself")
        found.append(Problem("long_claim", draft.where, message, {"hours": hours_text(draft.minutes)}))
    elif draft.minutes < 1:
        found.append(Problem("bad_minutes", draft.where, WRITE_HOURS))
    return found


def _too_long_ago(store: Store, draft: ClaimDraft) -> list[Problem]:
    """Claims are handed in while somebody still knows of the service: by the policy, within so many school years."""
    policy = store.policy()
    if policy.claim_years is False:
        return []
    year = year_of(store.today(), begin_of_years(store.folder, policy.begin))
    first = SchoolYear(max(1, year.first - policy.claim_years + 1), year.begin).first_day
    if draft.day >= first:
        return []
    message = N_(
        "{day} is too long ago: service from {first} on can be claimed. How far back, the policy says (claim_years in "
        "hourdesk policy set)"
    )
    return [Problem("old_claim", draft.where, message, {"day": draft.day.isoformat(), "first": first.isoformat()})]


def _already(draft: ClaimDraft, before: Claimed) -> Problem:
    message = N_("this person claimed that day at that unit already: {number}")
    return Problem("claimed_before", draft.where, message, {"number": before.number})
