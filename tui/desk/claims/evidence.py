"""The evidence of a claim is written where the supervisor can look at it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from checkin.texts import _
from storage.claims.claims import claim_named, claims
from storage.claims.evidence import Evidence
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose
from tui.desk.making.flow import File, make_file, with_record
from tui.screens.making.made import Made
from tui.words.people.claims import NO_CLAIM

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,6}")


async def see_evidence(desk: Desk) -> None:
    """Choose a claim; its file is written, and opened from there."""
    title = _("Evidence of a claim")
    listed = await with_record(desk, title, _listed)
    if listed is None:
        return
    if not listed:
        desk.app.notify(_(NO_CLAIM), timeout=8)
        return
    chosen = await choose(desk, title, listed)
    file = None if chosen is None else await with_record(desk, title, partial(_named, chosen))
    if chosen is not None and file is not None and await desk.as_supervisor():
        await make_file(desk, title, file, partial(_write, chosen))


def _listed(store: Store) -> list[tuple[str, str]]:
    from storage.people.names import names_by_any_number
    from tui.words.people.claims import claim_line

    names = names_by_any_number(store)
    return [(one.id, claim_line(one, names)) for one in reversed(claims(store))]


def _named(claim: str, store: Store) -> File:
    one, ending = claim_named(store, claim), Path(_evidence(store, claim).name).suffix
    return File(one.number, ending if _ENDING.fullmatch(ending) else "", for_all=True)


def _write(claim: str, store: Store, out: Path) -> Made:
    from storage.disk.atomic_file import write_whole

    found = _evidence(store, claim)
    write_whole(out, found.data, private=True)
    return Made(out, (_("ask {contact}").format(contact=found.contact),))


def _evidence(store: Store, claim: str) -> Evidence:
    from storage.claims.evidence import need_evidence

    return need_evidence(store, claim_named(store, claim))
