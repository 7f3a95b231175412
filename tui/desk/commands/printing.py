"""Commands that print: badges, sign-in sheets, the publicity list, certificates."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class PrintBadges(DeskCommand):
    __doc__ = N_("Print badges: of everybody, of those who signed up, of a class or of one person.")
    name, label = "print_badges", N_("Badges")
    also = N_("QR code, card, name tag, reprint, printer")
    group, what, cli = Group.PRINT, N_("Badges: all, a class, one"), ("badges",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.printed.badges import print_badges

        await print_badges(desk)


class LostBadge(DeskCommand):
    __doc__ = N_("Somebody lost the badge: the old one is refused from now on, and a new one is printed.")
    name, keys, label = "lost_badge", ("alt+q",), N_("Lost badge")
    also = N_("lost card, stolen card")
    group, what, cli = Group.PRINT, N_("Lost badge: a new one, printed at once"), ("badges reissue",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.printed.badges import replace_lost_badge

        await replace_lost_badge(desk)


class SignInSheets(DeskCommand):
    __doc__ = N_("Print a sign-in sheet for each class, to be filled in by hand where there is no laptop.")
    name, label = "sign_in_sheets", N_("Sign-in sheets")
    group, what, cli = Group.PRINT, N_("Sign-in sheets, for a day without a laptop"), ("paper sheet",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.printed.papers import make_sheets

        await make_sheets(desk)


class PublicityList(DeskCommand):
    __doc__ = N_("Print the hours that everybody may look at before they are final.")
    name, label = "publicity_list", N_("Publicity list")
    also = N_("publish, notice")
    group, what, cli = Group.PRINT, N_("Publicity list, for the wall"), ("publicity write", "publicity list")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.printed.papers import make_publicity_list

        await make_publicity_list(desk)


class IssueCertificates(DeskCommand):
    __doc__ = N_("Issue certificates of hours: for everybody, a class or one person.")
    name, label = "issue_certificates", N_("Certificates")
    also = N_("credential, proof of hours, diploma")
    group, what, cli = Group.PRINT, N_("Certificates: issue and print"), ("certificate issue",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.printed.certificates import issue_certificates

        await issue_certificates(desk)


class ListCertificates(DeskCommand):
    __doc__ = N_("List the certificates that were issued; print one again, put a new one in its place, or revoke it.")
    name, label = "list_certificates", N_("Issued certificates")
    group, what, cli = (
        Group.PRINT,
        N_("Certificates: print again, replace, revoke"),
        ("certificate list", "certificate print", "certificate reissue", "certificate revoke"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.printed.filed_certificates import list_certificates

        await list_certificates(desk)
