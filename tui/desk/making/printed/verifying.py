"""Whether a certificate is genuine."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.problems import N_
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.flow import in_form
from tui.screens.fields.paths import path_of

if TYPE_CHECKING:
    from tui.screens.form import FormDialog

_LISTS = (".hdkit", ".jwt")
"""Endings of a district's kit, and of its list alone."""
_SHOWN = (".jwt", ".pdf", ".png", ".jpg", ".jpeg")
"""Endings of files in which a certificate may be shown."""


class _Asked(NamedTuple):
    """What is checked; whose it should be, where somebody says so; a list of the district that was brought along, and the
    fingerprint of the key that must have signed it."""

    source: str
    holder: str | None
    listed: Path | None
    fingerprint: str


async def verify_certificate(desk: Desk) -> None:
    """Whether a certificate is genuine: by its credential, its code or number, or a picture or PDF of it."""
    from tui.screens.message import MessageDialog

    title = _("Is this certificate genuine?")
    lines = await desk.app.push_screen_wait(_form(desk, title))
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(title, lines))


def _form(desk: Desk, title: str) -> FormDialog[list[str]]:
    from tui.screens.field import Field
    from tui.screens.fields.kinds import File
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> list[str]:
        typed, listed = values["source"], values["list"]
        # A home folder is written as ~ too.
        source = str(Path(typed).expanduser()) if typed.startswith("~") else typed
        holder = " ".join(values["holder"].split()) or None
        asked = _Asked(source, holder, path_of(listed) if listed else None, values["fingerprint"])
        return await in_form(desk, title, partial(_look, asked))

    explanation = _("Scan or type its code or number, or name a picture or the PDF of it, or its credential (.jwt).")
    fields = [
        Field("source", _("certificate"), kind=File(_SHOWN), needed=N_("write its code or number")),
        Field("holder", _("name"), example=_("whose it should be, or nothing")),
        Field("list", _("district's list"), kind=File(_LISTS), example=_("only where the kit here is old")),
        Field("fingerprint", _("fingerprint"), example=_("of the list's key, as the district says it; or empty")),
    ]
    return FormDialog(title, fields, keep, explanation, does=_("go on"))


def _look(asked: _Asked, store: Store) -> list[str]:
    from checkin.rules.activities import zone
    from exports.exchange.credential.checking import check_credential
    from exports.exchange.credential_sources import credential_text, list_in, need_fingerprint
    from exports.printed.certificates.known import known_at_desk
    from exports.printed.certificates.verifying import verify
    from storage.standard.standard import known_district
    from tui.words.record.certificates import verified_lines
    from tui.words.record.credentials import checked_lines, whose_list_line

    brought = None if asked.listed is None else list_in(asked.listed)
    if asked.fingerprint:
        need_fingerprint(brought, asked.fingerprint)
    text = credential_text(asked.source)
    if text is None:
        return [line for found in verify(store, asked.source) for line in verified_lines(store, found)]
    checked = check_credential(text, known_at_desk(store, brought), asked.holder)
    lines = checked_lines(asked.source, checked, zone(store.identity.timezone))
    if brought is not None and not asked.fingerprint and known_district(store.connection) is None:
        lines = [*lines, whose_list_line(brought)]
    return lines
