"""The clerk protects the district's folder, changes its passphrase or code, and takes the protection back."""

from __future__ import annotations

import asyncio
from pathlib import Path

from checkin.texts import _, enumerated, ngettext
from exports.district.district import District
from exports.district.protection.protecting import lying_about, not_encrypted, protect, protect_the_rest, unprotect
from storage.disk.protection.lying import Lying
from storage.disk.protection.renewing import renew_code, renew_passphrase, told_next
from storage.protecting import check_opens
from tui.district.clerk import Clerk
from tui.district.keeping.recovery_code import tell_code
from tui.model.sheets import folder_outside
from tui.screens.choose import ChooseDialog
from tui.screens.protection.new_passphrase import NewPassphraseDialog
from tui.screens.protection.renewing import another_code, another_passphrase
from tui.screens.protection.secret_form import CurrentPassphraseDialog
from tui.words.protection import BEFORE_DISTRICT, Way, ways_of_protection

_MOVE, _DELETE = "move", "delete"
_MOST_NAMED = 3


async def protect_district(clerk: Clerk) -> None:
    """Ask for a passphrase, encrypt the folder with it, tell the recovery code. Esc before that changes nothing. In a worker."""
    path, names = clerk.path, await clerk.work.tried(_names)
    if names is None or (lying := await _said_about_others(clerk)) is None:
        return

    async def encrypt(_current: str, passphrase: str) -> str:
        return await clerk.work.made_alone(_("Protect"), lambda: told_next(path, protect(path, passphrase, lying)))

    title = _("Protect the district with a passphrase")
    code = await clerk.answer(NewPassphraseDialog(title, "\n".join(map(_, BEFORE_DISTRICT)), names, encrypt))
    if code is not None:
        await tell_code(clerk, code, was_open=True)
        clerk.again()


async def change_protection(clerk: Clerk) -> None:
    """Ask what is to be done, and do it. In a worker."""
    left = await clerk.work.tried(lambda district: not_encrypted(district.folder.path))
    ways = ways_of_protection(len(left or ()), _("decrypt the folder: who takes the computer reads all names"))
    chosen = await clerk.answer(ChooseDialog(_("The district is protected"), ways))
    if chosen is not None:
        do = {Way.CHANGE: _change, Way.CODE: _new_code, Way.REST: _put_away, Way.UNPROTECT: _decrypt}
        await do[Way(chosen)](clerk)


async def _change(clerk: Clerk) -> None:
    path, names = clerk.path, await clerk.work.tried(_names)
    if names is None:
        return

    explanation = _("Copies of the folder made before still open with the old one; the recovery code stays the same.")
    dialog = another_passphrase(path, names, explanation, renew_passphrase)
    if await clerk.answer(dialog):
        clerk.note(_("The passphrase is changed."))


async def _new_code(clerk: Clerk) -> None:
    explanation = _("The code on the old sheet no longer opens the folder; copies made before still open with it.")
    code = await clerk.answer(another_code(clerk.path, explanation, renew_code))
    if code is not None:
        await tell_code(clerk, code)


async def _put_away(clerk: Clerk) -> None:
    lying = await _said_about_others(clerk)
    if lying is None:
        return
    path = clerk.path
    done = await clerk.work.long_alone(_("Protect"), lambda: protect_the_rest(path, lying))
    if done is not None:
        text = ngettext(
            "The district's folder is protected; {count} file that lay in the clear is encrypted, moved or deleted now.",
            "The district's folder is protected; {count} files that lay in the clear are encrypted, moved or deleted now.",
            len(done),
        )
        clerk.note(text.format(count=len(done)))


async def _decrypt(clerk: Clerk) -> None:
    path = clerk.path

    async def decrypt(current: str) -> bool:
        await asyncio.to_thread(check_opens, path, current)
        await clerk.work.made_alone(_("Protect"), lambda: unprotect(path))
        return True

    explanation = _("Afterwards everybody who takes the computer reads it.")
    if await clerk.answer(CurrentPassphraseDialog(_("Decrypt the district?"), explanation, decrypt)):
        clerk.note(_("The district's folder is not protected any more."))
        clerk.again()


async def _said_about_others(clerk: Clerk) -> Lying | None:
    """What becomes of lists and reports in the folder, which would stay readable; None where the clerk goes back."""
    files = await clerk.work.tried(lambda district: lying_about(district.folder.path))
    if not files:
        return None if files is None else Lying()
    title = ngettext(
        "{count} file in the district's folder would stay readable to all",
        "{count} files in the district's folder would stay readable to all",
        len(files),
    ).format(count=len(files))
    choices = [
        (_MOVE, _("move to {folder}").format(folder=folder_outside())),
        (_DELETE, _("delete: {files}").format(files=_named(files))),
    ]
    chosen = await clerk.answer(ChooseDialog(title, choices))
    return None if chosen is None else Lying(files, folder_outside() if chosen == _MOVE else None)


def _named(files: tuple[Path, ...]) -> str:
    names = [file.as_posix() for file in files]
    more = len(names) - _MOST_NAMED
    return enumerated(names if more <= 0 else [*names[:_MOST_NAMED], f"… +{more}"])


def _names(district: District) -> tuple[str, str]:
    return district.identity.code, district.identity.name
