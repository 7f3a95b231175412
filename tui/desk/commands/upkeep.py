"""Commands that keep the record safe, and what comes in as a file."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand, needs_first_desk
from tui.model.command_groups import Group


class Backup(DeskCommand):
    __doc__ = N_("Write the whole record of this desk to one file, while scans go on.")
    name, label = "backup", N_("Backup")
    group, what, cli = Group.RECORD, N_("Backup: everything in one file"), ("backup",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.laptop.upkeep import make_backup

        await make_backup(desk)


class Restore(DeskCommand):
    __doc__ = N_("Go on with the record of a backup; the one of now is kept aside. Scans wait meanwhile.")
    name, label = "restore", N_("Restore")
    also = N_("recover")
    group, what, cli = Group.RECORD, N_("Put a backup back"), ("restore",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.laptop.restoring import restore_at_desk

        await restore_at_desk(desk)


class CheckRecord(DeskCommand):
    __doc__ = N_("Look whether the record is sound, and say what is wrong with it.")
    name, label = "check_record", N_("Check")
    group, what, cli = Group.RECORD, N_("Check the record"), ("check",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.laptop.upkeep import check_record

        await check_record(desk)


class CheckLaptop(DeskCommand):
    __doc__ = N_("Look at disk, clock, decoders, cameras, fonts and sound, and say what is missing.")
    name, label = "check_laptop", N_("Laptop")
    also = N_("version, update, disk, clock, time zone")
    group, what, cli = Group.LAPTOP, N_("Is this laptop ready?"), ("doctor",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.laptop.upkeep import check_laptop

        await check_laptop(desk)


class MakeKit(DeskCommand):
    __doc__ = N_("Write the file from which another laptop of the team is made.")
    name, label = "make_kit", N_("Kit")
    also = N_("second laptop, another computer")
    group, what, cli = Group.TAKE_OUT, N_("Kit for another desk of the team"), ("kit",)
    in_footer = False

    def why_not(self, desk: Desk) -> str:
        """So that there is one register of the team."""
        return needs_first_desk(desk, _("Only the team's first desk makes kits; this desk was itself made from a kit."))

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.laptop.kits import make_kit

        await make_kit(desk)


class BringInFile(DeskCommand):
    __doc__ = N_("Take in what the district or the first desk sent: a receipt, a kit; or another desk's pack.")
    name, label = "bring_in_file", N_("File")
    group, what, cli = Group.RECORD, N_("Bring in a receipt, a kit or a pack"), ("kit --take", "take")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.laptop.kits import bring_in_file

        await bring_in_file(desk)


class ShowReceipt(DeskCommand):
    __doc__ = N_("Show the last receipt of the district: packs that arrived, rulings, faults, hours earned elsewhere.")
    name, label = "receipt", N_("Receipt")
    group, what, cli = Group.RECORD, N_("What the district decided"), ("receipt",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.laptop.taking_kits import show_receipt

        await show_receipt(desk)


class VerifyCertificate(DeskCommand):
    __doc__ = N_(
        "Look whether a certificate is genuine and in force: by its credential, its code or number, a picture or the PDF."
    )
    name, label = "verify_certificate", N_("Genuine?")
    group, what, cli = Group.RECORD, N_("Is a certificate genuine?"), ("certificate verify",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.printed.verifying import verify_certificate

        await verify_certificate(desk)
