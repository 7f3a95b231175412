"""Certificates at the district: whether a credential is genuine, and the list with which everybody can check one."""

from __future__ import annotations

from checkin.rules.activities import zone
from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.district import District
from exports.district.says.credential_list import known_at_district
from exports.district.says.credential_list_file import write_credential_list
from exports.exchange.credential.checking import check_credential
from exports.exchange.credential_sources import ENDINGS, credential_text
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.commands.made_file import file_field, file_named, show_made
from tui.model.command_groups import Group
from tui.model.sheets import proposed_outside
from tui.screens.field import Field
from tui.screens.fields.kinds import File
from tui.screens.fields.paths import path_of
from tui.screens.form import FormDialog
from tui.screens.making.made import Made
from tui.words.record.credential_files import list_made_lines
from tui.words.record.credentials import checked_lines


class VerifyCertificate(ClerkCommand):
    __doc__ = N_(
        "Look whether the credential of a certificate is genuine, and not revoked by what the schools handed in."
    )
    name, label, what, in_footer = "verify", N_("Genuine?"), N_("Is a certificate genuine?"), False
    also = N_("forged, credential")
    cli = ("certificate verify",)
    group = Group.RECORD

    async def do(self, clerk: Clerk) -> None:
        """Ask for the file that was written beside the paper, and for whose it should be."""
        title = _("Is this certificate genuine?")

        async def save(values: dict[str, str]) -> list[str]:
            file, holder = path_of(values["file"]), values["holder"] or None
            return await clerk.work.made(title, lambda district: _lines(district, str(file), holder))

        fields = [
            Field("file", _("file"), kind=File(ENDINGS), needed=N_("Name the file.")),
            Field("holder", _("name"), example=_("whose it should be, or nothing")),
        ]
        explanation = _("The credential is the file that was written beside the paper; its name ends in .jwt.")
        lines = await clerk.answer(FormDialog(title, fields, save, explanation, does=_("go on")))
        if lines is not None:
            clerk.tell(title, lines)


class CredentialList(ClerkCommand):
    __doc__ = N_("Write the list with which everybody can check certificates: the schools' keys, and what is revoked.")
    name, label, what, in_footer = "credentials", N_("List"), N_("The list for those who check certificates"), False
    cli = ("district credentials",)
    group = Group.TAKE_OUT

    async def do(self, clerk: Clerk) -> None:
        """The list as it is now. The kit carries the same, for the desks."""

        title = _("The list for those who check certificates")

        async def save(values: dict[str, str]) -> Made:
            out = file_named(values)
            made = await clerk.work.made(title, lambda district: write_credential_list(district, out))
            place = await clerk.work.ask(lambda district: zone(district.identity.timezone))
            return Made(out, tuple(list_made_lines(made, out.name, place)))

        fields = [file_field(proposed_outside("certificates", ".jwt"))]
        explanation = _(
            "For those who have no Hourdesk of this district: it holds the schools’ keys, and no names of people."
        )
        await show_made(clerk, await clerk.answer(FormDialog(title, fields, save, explanation)))


def _lines(district: District, source: str, holder: str | None) -> list[str]:
    checked = check_credential(credential_text(source) or "", known_at_district(district), holder)
    return checked_lines(source, checked, zone(district.identity.timezone))
