"""What can be done about claims at the desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path

from checkin.rules.problems import Problem
from checkin.rules.signature import UNSIGNED, Signature
from checkin.texts import _, ngettext, say
from storage.claims.entering import ClaimDraft
from storage.store import Store
from tui.desk.claims.entering import enter_one
from tui.desk.claims.evidence import see_evidence
from tui.desk.claims.judging import judge_waiting
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_list
from tui.desk.making.choosing import choose, need_agreed
from tui.desk.making.flow import in_form, with_record

_ONE, _LIST, _JUDGE, _SEE, _ALL = "one", "list", "judge", "see", "all"


async def claims_at_desk(desk: Desk) -> None:
    """Choose what to do."""
    ways: Mapping[str, tuple[str, Callable[[Desk], Awaitable[None]]]] = {
        _ONE: (_("Enter a claim of one person"), enter_one),
        _LIST: (_("Bring in a list of claims"), _bring_in),
        _JUDGE: (_("Verify or refuse claims that wait"), judge_waiting),
        _SEE: (_("See the evidence of a claim"), see_evidence),
        _ALL: (_("All claims"), _show),
    }
    chosen = await choose(desk, _("Service of their own"), [(way, text) for way, (text, _do) in ways.items()])
    if chosen is not None:
        await ways[chosen][1](desk)


async def _bring_in(desk: Desk) -> None:
    title = _("List of claims")
    explanation = _(
        "A table with number, unit, contact, date, hours and evidence; the evidence lies in the same folder."
    )

    async def enter(read: tuple[list[ClaimDraft], list[str]]) -> int:
        drafts, lines = read
        await need_agreed(desk, title, lines, _("enter them"))
        return await in_form(desk, title, partial(_enter, drafts, UNSIGNED))

    count = await ask_list(desk, title, explanation, _read, enter)
    if count is not None:
        text = ngettext("{count} claim waits for a supervisor.", "{count} claims wait for a supervisor.", count)
        desk.app.notify(text.format(count=count), timeout=10)


def _read(file: Path, store: Store) -> tuple[list[ClaimDraft], list[str]]:
    from checkin.durations import h_mm
    from storage.claims.claim_list import read_claims
    from storage.people.names import names_by_any_number
    from tui.words.cells import aligned, plain

    notes: list[Problem] = []
    drafts, names = read_claims(store, file, notes), names_by_any_number(store)
    rows = [
        [one.day.isoformat(), plain(names.get(one.volunteer, ("—", "", ""))[0]), plain(one.unit), h_mm(one.minutes)]
        for one in drafts
    ]
    return drafts, [*(f"! {say(note)}" for note in notes), *aligned(rows, frozenset((3,)))]


def _enter(drafts: list[ClaimDraft], signed: Signature, store: Store) -> int:
    from storage.claims.entering import enter_claims

    return len(enter_claims(store, drafts, signed))


async def _show(desk: Desk) -> None:
    from tui.screens.message import MessageDialog

    title = _("All claims")
    lines = await with_record(desk, title, _lines)
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(title, lines, long=True))


def _lines(store: Store) -> list[str]:
    from storage.claims.claims import claims
    from storage.people.names import names_by_any_number
    from tui.words.people.claims import claim_lines

    return claim_lines(claims(store), names_by_any_number(store))
