"""Claims in words and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checkin.durations import h_mm
from checkin.rules.problems import N_, Refused
from checkin.texts import _, say
from storage.claims.claims import Claimed, State, same_evidence
from storage.claims.evidence import kept_evidence
from storage.people.names import names_by_any_number
from storage.store import Store
from tui.words.cells import aligned, plain

NO_CLAIM = N_("Nobody handed in a claim.")


def state_word(state: State) -> str:
    """Where a claim stands."""
    words = {State.WAITING: _("to be verified"), State.VERIFIED: _("verified"), State.REFUSED: _("sent back")}
    return words[state]


def claim_line(one: Claimed, names: Mapping[str, tuple[str, str, str]]) -> str:
    """A claim in one line."""
    name, class_name, _kind = names.get(one.person, ("—", "", ""))
    parts = (one.claim.day, name, class_name, one.claim.unit, h_mm(one.claim.minutes))
    return "  ".join(plain(part) for part in parts if part)


def claim_lines(found: Sequence[Claimed], names: Mapping[str, tuple[str, str, str]]) -> list[str]:
    """All of them, with their state and why."""
    rows = [
        [one.claim.day, plain(names.get(one.person, ("—", "", ""))[0]), plain(one.claim.unit), h_mm(one.claim.minutes),
         state_word(one.state), plain("" if one.judged is None else one.judged.reason or "")]
        for one in found
    ]  # fmt: skip
    return list(aligned(rows, frozenset((3,)))) or [_(NO_CLAIM)]


def evidence_lines(store: Store, one: Claimed) -> list[str]:
    """What a supervisor should know of the evidence of a claim before judging it: where it is, and what else it proves."""
    try:
        found = kept_evidence(store, one.id, one.claim.digest)
    except Refused as refused:
        lines = [say(problem) for problem in refused.problems]
    else:
        if found is not None:
            text = _("Evidence: “{name}”; ask {contact}.")
            lines = [text.format(name=plain(found.name), contact=plain(found.contact))]
        elif one.event.desk == store.identity.desk:
            lines = [_("Its evidence is gone: it was handed in at this desk, and the file is not there any more.")]
        else:
            lines = [_("The evidence is at the desk where it was handed in.")]
    return [*lines, *same_evidence_lines(store, one.claim.digest, one.id)]


def same_evidence_lines(store: Store, digest: str, besides: str | None = None) -> list[str]:
    """Which other claims the same file (its SHA-256) proves; nothing where there are none."""
    others = same_evidence(store, digest, besides)
    if not others:
        return []
    names = names_by_any_number(store)
    return [
        _("The same file proves other claims too:"),
        *(f"  {one.number}  {claim_line(one, names)}" for one in others),
    ]


def judged_text(number: str, *, verified: bool) -> str:
    """How a claim (by its number) was judged."""
    text = _("Claim {number} is verified.") if verified else _("Claim {number} is refused; it gives no hours.")
    return text.format(number=number)
