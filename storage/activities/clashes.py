"""Codes that several desks made apart: what each made, and the decision whether it is one activity or several (design §4).

Until somebody decides, each desk's record belongs to its own activity. A decision is an event for each making but the one
that keeps the code, and is undone by striking it out.
"""

from __future__ import annotations

from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.events import Clash, Event
from checkin.rules.identity import LONGEST_CODE, key, short_desk, split
from checkin.rules.makings import Making
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature, with_reason
from checkin.texts import enumerated
from storage.activities.codes import free_code
from storage.log.named_desks import desk_words
from storage.store import Store


class MadeActivity(NamedTuple):
    """An activity whose code another desk made too: its making, the making desk's name, and what people type for it."""

    activity: Activity
    making: Making
    desk: str
    typed: str


class CodeClash(NamedTuple):
    """A code that several desks made apart, and what each made, the first made first."""

    code: str
    made: tuple[MadeActivity, ...]


def code_clashes(store: Store) -> list[CodeClash]:
    """The codes about which nobody has decided yet."""
    # Here, since what reads keys is loaded with it, and the first screen needs none.
    from storage.disk.key_folder import KeyFolder

    facts = store.ledger.facts()
    word = desk_words(store.connection, store.identity, KeyFolder(store.folder.keys))
    found = []
    for group in facts.makings.clashes():
        code = split(facts.makings.name(group[0]))[1]
        made = tuple(
            MadeActivity(
                facts.activity(facts.makings.name(m)),
                m,
                word(m.desk),
                f"{code}@{short_desk(m.desk)}",
            )
            for m in group
        )
        found.append(CodeClash(code, made))
    return found


def find_clash(store: Store, code: str) -> CodeClash:
    """The clash of a code. Raises Refused where no desks made it apart, or it was decided."""
    wanted = code.partition("@")[0]
    for clash in code_clashes(store):
        if clash.code == wanted:
            return clash
    message = N_(
        "no two desks made the code “{code}” each by itself, or it was decided: hourdesk activity list names those that wait"
    )
    raise refuse("no_clash", "CODE", message, code=code)


def decide_one(store: Store, code: str, keep: str | None, signed: Signature) -> list[Event]:
    """It is one activity. Name, place, times, sign-up list and close are those of the one whose desk is `keep` (the start of
    its id, or its name), or of the one that was made first. Raises Refused where there is nothing to decide, or no reason.
    """
    signed = with_reason(signed)
    with store.ledger.transaction():
        clash = find_clash(store, code)
        kept = clash.made[0] if keep is None else _made_at(clash, keep)
        return [
            store.ledger.record(Clash(one.making.id, one_with=kept.making.id), signed=signed)
            for one in clash.made
            if one is not kept
        ]


def decide_several(store: Store, code: str, keep: str | None, signed: Signature) -> list[Event]:
    """They are several activities: one keeps the code, each other one gets a code with its desk. Raises Refused as `decide_one`."""
    signed = with_reason(signed)
    with store.ledger.transaction():
        clash = find_clash(store, code)
        kept = clash.made[0] if keep is None else _made_at(clash, keep)
        return [
            store.ledger.record(Clash(one.making.id, code=free_code(store, clash.code, one.making.desk)), signed=signed)
            for one in clash.made
            if one is not kept
        ]


def typed_activity(store: Store, typed: str) -> Activity | None:
    """The activity that `CODE@DESK` names: `DESK` is the start of a desk's id, or its name; None where there is none."""
    code, at, desk = typed.rpartition("@")
    if not at or len(code) > LONGEST_CODE:
        return None
    wanted = code if "/" in code else key(store.identity.team, code)
    for clash in code_clashes(store):
        if key(store.identity.team, clash.code) == wanted:
            found = [one.activity for one in clash.made if _is_desk(one, desk)]
            return found[0] if len(found) == 1 else None
    return None


def _made_at(clash: CodeClash, desk: str) -> MadeActivity:
    wanted = desk.rpartition("@")[2]
    found = [one for one in clash.made if _is_desk(one, wanted)]
    if len(found) != 1:
        known = enumerated(f"{short_desk(one.making.desk)} ({one.desk})" for one in clash.made)
        message = N_("“{desk}” is none of the desks that made it: {known}")
        raise refuse("no_desk", "--keep", message, desk=desk, known=known)
    return found[0]


def _is_desk(one: MadeActivity, desk: str) -> bool:
    return bool(desk) and (one.making.desk.startswith(desk.lower()) or one.desk == desk)
