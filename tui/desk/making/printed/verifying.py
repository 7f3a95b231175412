"""Whether a certificate is genuine."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_text
from tui.desk.making.flow import with_record

_SHOWN = (".jwt", ".pdf", ".png", ".jpg", ".jpeg")
"""Endings of files in which a certificate may be shown."""


async def verify_certificate(desk: Desk) -> None:
    """Whether a certificate is genuine: by its credential, its code or number, or a picture or PDF of it."""
    from tui.screens.message import MessageDialog

    title = _("Is this certificate genuine?")
    explanation = _("Scan or type its code or number, or name a picture or the PDF of it, or its credential (.jwt).")
    typed = await ask_text(
        desk, title, _("certificate"), explanation=explanation, needed=N_("write its code or number"), endings=_SHOWN
    )
    if typed is None:
        return
    # A home folder is written as ~ too.
    source = str(Path(typed).expanduser()) if typed.startswith("~") else typed

    def look(store: Store) -> list[str]:
        from exports.exchange.credential.sources import credential_text
        from exports.printed.certificates.verifying import verify
        from tui.words.record.certificates import verified_lines

        if (text := credential_text(source)) is not None:
            return _credential_lines(store, source, text)
        return [line for found in verify(store, source) for line in verified_lines(store, found)]

    lines = await with_record(desk, title, look)
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(title, lines))


def _credential_lines(store: Store, source: str, text: str) -> list[str]:
    from checkin.rules.activities import zone
    from exports.exchange.credential.checking import check_credential
    from exports.printed.certificates.known import known_at_desk
    from tui.words.record.credentials import checked_lines

    return checked_lines(source, check_credential(text, known_at_desk(store)), zone(store.identity.timezone))
