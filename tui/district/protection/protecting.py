"""The clerk protects the district's folder, changes its passphrase or code, and takes the protection back."""

from __future__ import annotations

import asyncio

from checkin.texts import _, ngettext
from exports.district.district import District
from exports.district.protection.protecting import lying_about, not_encrypted, protect, protect_the_rest, unprotect
from storage.disk.protection.lying import Lying
from storage.disk.protection.renewing import renew_code, renew_passphrase, told_next
from storage.protecting import check_opens
from tui.district.clerk import Clerk
from tui.district.protection.recovery_code import tell_code
from tui.model.sheets import folder_outside
from tui.screens.choose import ChooseDialog
from tui.screens.protection.lying_files import lying_files_dialog, said_of
from tui.screens.protection.new_passphrase import NewPassphraseDialog
from tui.screens.protection.renewing import another_code, another_passphrase
from tui.screens.protection.secret_form import CurrentPassphraseDialog
from tui.words.laptop.protection import (
    BEFORE_DISTRICT,
    PASSPHRASE_CHANGED,
    Way,
    put_away_at_district_text,
    unprotected_district_text,
    ways_of_protection,
)


async def protect_district(clerk: Clerk) -> None:
    """Ask for a passphrase, encrypt the folder with it, tell the recovery code. Esc before that changes nothing. In a worker."""
    path, names = clerk.path, await clerk.work.tried(_names)
    if names is None or (lying := await _said_about_others(clerk)) is None:
        return

    async def encrypt(_current: str, passphrase: str) -> str:
        return await clerk.work.made_alone(_("Protect"), lambda: told_next(path, protect(path, passphrase, lying)))

    title = _("Protect the district with a passphrase")
    told = "\n".join(map(_, BEFORE_DISTRICT))
    code = await clerk.answer(NewPassphraseDialog(title, told, names, encrypt, _("protect")))
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
        clerk.note(_(PASSPHRASE_CHANGED))


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
        clerk.note(put_away_at_district_text(len(done)))


async def _decrypt(clerk: Clerk) -> None:
    path = clerk.path

    async def decrypt(current: str) -> bool:
        await asyncio.to_thread(check_opens, path, current)
        await clerk.work.made_alone(_("Protect"), lambda: unprotect(path))
        return True

    explanation = _("Afterwards everybody who takes the computer reads it.")
    if await clerk.answer(CurrentPassphraseDialog(_("Decrypt the district?"), explanation, decrypt, _("decrypt"))):
        clerk.note(unprotected_district_text())
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
    place = folder_outside()
    chosen = await clerk.answer(lying_files_dialog(title, files, place))
    return None if chosen is None else said_of(files, place, chosen)


def _names(district: District) -> tuple[str, str]:
    return district.identity.code, district.identity.name
