"""Whether a certificate is genuine."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.problems import N_
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.flow import with_record
from tui.screens.fields.paths import path_of

if TYPE_CHECKING:
    from tui.screens.form import FormDialog

_LISTS = (".hdkit", ".jwt")
"""Endings of a district's kit, and of its list alone."""
_SHOWN = (".jwt", ".pdf", ".png", ".jpg", ".jpeg")
"""Endings of files in which a certificate may be shown."""


class _Asked(NamedTuple):
    """What is checked; whose it should be, where somebody says so; and a list of the district that was brought along."""

    source: str
    holder: str | None
    listed: Path | None


async def verify_certificate(desk: Desk) -> None:
    """Whether a certificate is genuine: by its credential, its code or number, or a picture or PDF of it."""
    from tui.screens.message import MessageDialog

    title = _("Is this certificate genuine?")
    asked = await desk.app.push_screen_wait(_form(title))
    lines = None if asked is None else await with_record(desk, title, partial(_look, asked))
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(title, lines))


def _form(title: str) -> FormDialog[_Asked]:
    from tui.screens.field import Field
    from tui.screens.fields.kinds import File
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> _Asked:
        typed, listed = values["source"], values["list"]
        # A home folder is written as ~ too.
        source = str(Path(typed).expanduser()) if typed.startswith("~") else typed
        return _Asked(source, " ".join(values["holder"].split()) or None, path_of(listed) if listed else None)

    explanation = _("Scan or type its code or number, or name a picture or the PDF of it, or its credential (.jwt).")
    fields = [
        Field("source", _("certificate"), kind=File(_SHOWN), needed=N_("write its code or number")),
        Field("holder", _("name"), example=_("whose it should be, or nothing")),
        Field("list", _("district's list"), kind=File(_LISTS), example=_("only where the kit here is old")),
    ]
    return FormDialog(title, fields, keep, f"{explanation}\n", does=_("go on"))


def _look(asked: _Asked, store: Store) -> list[str]:
    from checkin.rules.activities import zone
    from exports.exchange.credential.checking import check_credential
    from exports.exchange.credential.sources import credential_text, list_in
    from exports.printed.certificates.known import known_at_desk
    from exports.printed.certificates.verifying import verify
    from storage.standard.standard import known_district
    from tui.words.record.certificates import verified_lines
    from tui.words.record.credentials import checked_lines, whose_list_line

    brought = None if asked.listed is None else list_in(asked.listed)
    text = credential_text(asked.source)
    if text is None:
        return [line for found in verify(store, asked.source) for line in verified_lines(store, found)]
    checked = check_credential(text, known_at_desk(store, brought), asked.holder)
    lines = checked_lines(asked.source, checked, zone(store.identity.timezone))
    if brought is not None and known_district(store.connection) is None:
        lines = [*lines, whose_list_line(brought)]
    return lines
