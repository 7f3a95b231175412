"""`hourdesk district protect` and `unprotect`: the district's folder is encrypted, and decrypted again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json
from tui.cli.base.passphrase import first_passphrase, next_passphrase
from tui.cli.base.protecting import agreed_to_protect, check_options, lying_said, protect_options
from tui.cli.base.recovery_told import check_sheet, tell_recovery_code
from tui.cli.district.district_choice import open_chosen, unlocked_path
from tui.words.laptop.protection import AFTER_DISTRICT, put_away_at_district_text, unprotected_district_text

if TYPE_CHECKING:
    from exports.printed.printed import Printed
    from storage.disk.protection.lying import Lying


@examples(N_("hourdesk district protect"))
@command(
    "protect",
    N_(
        "Encrypt the district's folder with a passphrase, so that a stolen computer tells nothing; or change the passphrase."
    ),
)
@protect_options
@options.json_option
@pass_desk
def protect(
    choice: DeskChoice,
    changes: bool,
    new_code: bool,
    sheet: Path | None,
    move_to: Path | None,
    deletes: bool,
    as_json: bool,
) -> None:
    """Encrypt the folder; in a protected one, what lies in the clear, or as the option says."""
    from exports.district.protection.protecting import is_district_protected
    from storage.disk.protection.protection_file import not_protected
    from storage.disk.protection.renewing import is_untold, renew_code, renew_passphrase

    check_options(changes=changes, new_code=new_code, move_to=move_to, deletes=deletes)
    with open_chosen(choice) as district:
        names, today = (district.identity.code, district.identity.name), district.today()
        path = district.folder.path
    files: list[str] = []
    if not is_district_protected(path):
        if changes or new_code:
            raise not_protected(path)
        code, files = _encrypt(path, names, sheet, move_to, deletes=deletes)
    elif changes:
        renew_passphrase(path, next_passphrase(names))
        _tell(path, as_json, _("The passphrase is changed; the recovery code is the same."))
        return
    elif new_code or (is_untold(path) and not deletes and move_to is None):
        check_sheet(sheet, path)
        code = renew_code(path)
    else:
        _the_rest(path, move_to, deletes=deletes, as_json=as_json)
        return
    if not as_json:
        result(_("The district's folder is protected."))

    def write(out: Path) -> Printed:
        from exports.printed.recovery_sheet.page import write_district_sheet

        return write_district_sheet(out, names[1], code, today)

    told = tell_recovery_code(code, sheet, write, path, as_json=as_json)
    if as_json:
        result_json({"data": str(path), "protected": True, "files": files, **told})
    for line in AFTER_DISTRICT if not new_code else ():
        message(_(line))


@examples(N_("hourdesk district unprotect"))
@command("unprotect", N_("Decrypt the district's folder again."))
@options.json_option
@pass_desk
def unprotect(choice: DeskChoice, as_json: bool) -> None:
    """Ask for the passphrase, then decrypt."""
    from exports.district.protection.protecting import unprotect as decrypt

    path = unlocked_path(choice)
    decrypt(path)
    if as_json:
        result_json({"data": str(path), "protected": False})
    else:
        result(unprotected_district_text())


def _encrypt(
    path: Path, names: tuple[str, str], sheet: Path | None, move_to: Path | None, *, deletes: bool
) -> tuple[str, list[str]]:
    """Returns the recovery code, and what was moved or deleted."""
    from exports.district.protection.protecting import lying_about
    from exports.district.protection.protecting import protect as encrypt

    def look() -> tuple[Lying, str]:
        lying = lying_said(lying_about(path), move_to, deletes=deletes)
        return lying, first_passphrase(names)

    check_sheet(sheet, path)
    lying, passphrase = agreed_to_protect(_("Protect this district now?"), look)
    code = encrypt(path, passphrase, lying)
    return code, [name.as_posix() for name in lying.files]


def _the_rest(path: Path, move_to: Path | None, *, deletes: bool, as_json: bool) -> None:
    from exports.district.protection.protecting import lying_about, protect_the_rest

    done = protect_the_rest(path, lying_said(lying_about(path), move_to, deletes=deletes))
    nothing = _("The district's folder is protected already, and nothing lies in the clear.")
    _tell(path, as_json, put_away_at_district_text(len(done)) if done else nothing, [name.as_posix() for name in done])


def _tell(path: Path, as_json: bool, text: str, files: list[str] | None = None) -> None:
    if as_json:
        result_json({"data": str(path), "protected": True, **({} if files is None else {"files": files})})
    else:
        result(text)
