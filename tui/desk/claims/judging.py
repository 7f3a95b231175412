"""A supervisor looks at a claim that waits, and verifies or refuses it."""

from __future__ import annotations

from functools import partial

from checkin.rules.problems import N_
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.changing import change_in_form
from tui.desk.making.choosing import choose
from tui.desk.making.flow import with_record

_JUDGEMENT, _REASON, _VERIFY, _REFUSE = "judgement", "reason", "verify", "refuse"


async def judge_waiting(desk: Desk) -> None:
    """Choose a claim, judge it in the form, see before and after, and record it."""
    title = _("Claims that wait")
    waiting = await with_record(desk, title, _waiting)
    if waiting is None:
        return
    if not waiting:
        desk.app.notify(_("No claim waits."), timeout=8)
        return
    chosen = await choose(desk, title, waiting)
    told = None if chosen is None else await with_record(desk, title, partial(_about, chosen))
    if chosen is None or told is None:
        return
    said = await _judge(desk, title, chosen, told)
    if said is not None:
        desk.app.notify(said, timeout=10, markup=False)


async def _judge(desk: Desk, title: str, claim: str, told: str) -> str | None:
    """Ask, show before and after, and record; what was typed stays until it is done. None for Esc."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Choice
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> str:
        verified = values[_JUDGEMENT] != _REFUSE
        work = partial(_judged, claim, verified, values[_REASON].strip())
        agree = _("verify it") if verified else _("refuse it")
        return await change_in_form(desk, title, work, [told], agree)

    judgements = ((_VERIFY, _("verify: its hours count")), (_REFUSE, _("refuse: it gives no hours")))
    fields = [
        Field(_JUDGEMENT, _("judgement"), _VERIFY, kind=Choice(judgements)),
        Field(_REASON, _("reason"), example=_("such as: asked the unit"), needed=N_("write the reason")),
    ]
    return await desk.app.push_screen_wait(FormDialog(title, fields, keep, told + "\n", does=_("go on")))


def _waiting(store: Store) -> list[tuple[str, str]]:
    from storage.claims.claims import State, claims
    from storage.people.names import names_by_any_number
    from tui.words.people.claims import claim_line

    names = names_by_any_number(store)
    return [(one.id, claim_line(one, names)) for one in claims(store, State.WAITING)]


def _about(claim: str, store: Store) -> str:
    from storage.claims.claims import claim_named
    from storage.people.names import names_by_any_number
    from tui.words.people.claims import claim_line, evidence_lines

    one = claim_named(store, claim)
    shown = _("F10, “Service of their own”, shows the evidence of a claim.")
    return "\n".join([claim_line(one, names_by_any_number(store)), *evidence_lines(store, one), shown])


def _judged(claim: str, verified: bool, reason: str, store: Store, signed: Signature) -> str:
    from storage.claims.claims import claim_named
    from storage.claims.judging import judge
    from tui.words.people.claims import judged_text

    judge(store, claim, verified, signed.because(reason))
    return judged_text(claim_named(store, claim).number, verified=verified)
