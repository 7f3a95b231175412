"""`hourdesk protect` and `unprotect`: the data folder is encrypted, and decrypted again."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.activities import zone
from checkin.rules.problems import N_
from checkin.texts import _, say
from storage.disk.identity import DeskIdentity
from storage.disk.protection.lying import Lying
from storage.disk.protection.protection_file import not_protected
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json
from tui.cli.base.passphrase import first_passphrase, next_passphrase
from tui.cli.base.protecting import agreed_to_protect, check_options, lying_said, protect_options
from tui.cli.base.recovery_told import check_sheet, desk_sheet, tell_recovery_code
from tui.cli.base.supervisor import Supervisor, need_supervisor_later
from tui.words.laptop.protection import AFTERWARDS, put_away_text, unprotected_text


@examples(N_("hourdesk protect --sheet recovery.pdf"), N_("hourdesk protect --change-passphrase"))
@command(
    "protect",
    N_("Encrypt the data folder with a passphrase, so that a stolen laptop tells nothing; or change the passphrase."),
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
    from storage.disk.protection.databases import need_engine
    from storage.disk.protection.renewing import is_untold
    from storage.protecting import is_desk_protected

    check_options(changes=changes, new_code=new_code, move_to=move_to, deletes=deletes)
    need_engine(str(choice.path))
    with choice.changing_all():
        with choice.open() as store:
            if not (changes or new_code or is_desk_protected(choice.path)):
                store.need_alone()
            supervisor = need_supervisor_later(store)
            if changes or new_code:
                _need_protected(choice.path)
            desk = store.identity
        if not is_desk_protected(choice.path):
            _protect(choice, desk, supervisor, sheet, move_to, deletes=deletes, as_json=as_json)
        elif changes:
            _change(choice, desk, supervisor, as_json=as_json)
        elif new_code:
            _renew(choice, desk, supervisor, sheet, as_json=as_json)
        elif is_untold(choice.path) and not deletes and move_to is None:
            # The same command once more, after it was interrupted.
            _renew(choice, desk, supervisor, sheet, as_json=as_json)
            _seal_copies(choice, ())
        else:
            _the_rest(choice, supervisor, move_to, deletes=deletes, as_json=as_json)


@examples(N_("hourdesk unprotect"))
@command("unprotect", N_("Decrypt the data folder again. Its backups stay encrypted."))
@options.json_option
@pass_desk
def unprotect(choice: DeskChoice, as_json: bool) -> None:
    """Ask for the passphrase and the PIN, then decrypt."""
    from storage.protecting import unprotect as decrypt

    with choice.changing_all():
        with choice.open() as store:
            store.need_alone()
            supervisor = need_supervisor_later(store)
            _need_protected(choice.path)
        supervisor()
        decrypt(choice.path)
    if as_json:
        result_json({"data": str(choice.path), "protected": False})
    else:
        result(unprotected_text())


def _need_protected(path: Path) -> None:
    from storage.protecting import is_desk_protected

    if not is_desk_protected(path):
        raise not_protected(path)


def _protect(
    choice: DeskChoice,
    desk: DeskIdentity,
    supervisor: Supervisor,
    sheet: Path | None,
    move_to: Path | None,
    *,
    deletes: bool,
    as_json: bool,
) -> None:
    from storage.protecting import protect as encrypt

    def look() -> tuple[Lying, str]:
        lying = _lying(choice.path, move_to, deletes=deletes)
        return lying, first_passphrase((desk.team, desk.team_name))

    check_sheet(sheet, choice.path)
    lying, passphrase = agreed_to_protect(_("Protect this desk now?"), look)
    supervisor()
    code = encrypt(choice.path, passphrase, lying)
    _tell_code(choice, desk, code, sheet, as_json=as_json, files=[name.as_posix() for name in lying.files])
    for line in AFTERWARDS:
        message(_(line))
    _seal_copies(choice, () if move_to is None else (move_to,))


def _seal_copies(choice: DeskChoice, also: tuple[Path, ...]) -> None:
    """The copies on sticks are written anew, sealed; then the files that everybody can still read are named."""
    from exports.exchange.pack.copies import copy_to
    from exports.exchange.plain_files import plain_files_in_reach
    from storage.disk.copies.copy_folders import copy_folders
    from tui.words.exchange.copied import copied_line
    from tui.words.laptop.plain_files import plain_file_lines

    with choice.open() as store:
        done = [copy_to(store, place) for place in copy_folders(store.folder)]
        left = plain_files_in_reach(store.folder, store.identity.team, also)
        days = zone(store.identity.timezone)
    for one in done:
        message(copied_line(one) if one.problem is None else say(one.problem))
    for line in plain_file_lines(left, days):
        message(line)


def _change(choice: DeskChoice, desk: DeskIdentity, supervisor: Supervisor, *, as_json: bool) -> None:
    from storage.protecting import change_passphrase

    passphrase = next_passphrase((desk.team, desk.team_name))
    supervisor()
    change_passphrase(choice.path, passphrase)
    if as_json:
        result_json({"data": str(choice.path), "protected": True})
    else:
        result(
            _(
                "The passphrase is changed. Backups made before still open with the old one; the recovery code is the same."
            )
        )


def _renew(
    choice: DeskChoice, desk: DeskIdentity, supervisor: Supervisor, sheet: Path | None, *, as_json: bool
) -> None:
    from storage.protecting import renew_recovery_code

    check_sheet(sheet, choice.path)
    supervisor()
    _tell_code(choice, desk, renew_recovery_code(choice.path), sheet, as_json=as_json, files=[])


def _the_rest(
    choice: DeskChoice, supervisor: Supervisor, move_to: Path | None, *, deletes: bool, as_json: bool
) -> None:
    from storage.protecting import not_encrypted, protect_the_rest

    lying = _lying(choice.path, move_to, deletes=deletes)
    if not_encrypted(choice.path):
        supervisor()
    done = protect_the_rest(choice.path, lying)
    if as_json:
        result_json({"data": str(choice.path), "protected": True, "files": [name.as_posix() for name in done]})
        return
    nothing = _("The desk is protected already, and nothing lies in the clear.")
    result(put_away_text(len(done)) if done else nothing)


def _lying(path: Path, move_to: Path | None, *, deletes: bool) -> Lying:
    from storage.protecting import lying_about

    return lying_said(lying_about(path), move_to, deletes=deletes)


def _tell_code(
    choice: DeskChoice, desk: DeskIdentity, code: str, sheet: Path | None, *, as_json: bool, files: list[str]
) -> None:
    if not as_json:
        result(_("The desk is protected."))
    write = desk_sheet(desk, code, choice.today_of(desk))
    told = tell_recovery_code(code, sheet, write, choice.path, as_json=as_json)
    if as_json:
        result_json({"data": str(choice.path), "protected": True, "files": files, **told})
