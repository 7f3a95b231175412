"""Commands that take something out: workbook, page, tables, pack, copies, roster."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class Workbook(DeskCommand):
    __doc__ = N_("Write the hours to a workbook: of the activity, of a month, of all.")
    name, label = "workbook", N_("Workbook")
    also = N_("spreadsheet, total hours, summary, report, service hours")
    group, what, cli = Group.TAKE_OUT, N_("Hours to a workbook (Excel)"), ("export", "sessions")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.hours import make_workbook

        await make_workbook(desk)


class HeadPage(DeskCommand):
    __doc__ = N_("Write a page with totals and charts that opens in every browser, without a network.")
    name, label = "head_page", N_("Page")
    also = N_("chart, statistics, headmaster")
    group, what, cli = Group.TAKE_OUT, N_("Page for the head teacher"), ("export page.html",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.hours import make_page

        await make_page(desk)


class HoursTable(DeskCommand):
    __doc__ = N_("Write the hours as a table or as records that programs read.")
    name, label = "hours_table", N_("Table")
    group, what, cli = Group.TAKE_OUT, N_("Hours for another program (CSV, JSON)"), ("export hours.csv",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.hours import make_table

        await make_table(desk)


class HoursBatch(DeskCommand):
    __doc__ = N_(
        "Write the confirmed hours that were not reported yet as the file that another system reads; or take such a file back."
    )
    name, label = "hours_batch", N_("Other system")
    also = N_("platform, volunteer registry, external system")
    group, what, cli = (
        Group.TAKE_OUT,
        N_("Hours for another system, and batches"),
        ("batch write", "batch list", "batch undo", "batch formats"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.batches import make_batch

        await make_batch(desk)


class DistrictPack(DeskCommand):
    __doc__ = N_("Write the whole record of this desk as a pack, sealed for the district where its kit is here.")
    name, label = "district_pack", N_("Pack")
    also = N_("upload, hand in, education bureau")
    group, what, cli = Group.TAKE_OUT, N_("Pack for the district, other desks"), ("export record.hdpack",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.packs import make_pack

        await make_pack(desk)


class CopyNow(DeskCommand):
    __doc__ = N_("Write a new pack to the stick or folder for copies now.")
    name, label = "copy_now", N_("Copy now")
    also = N_("USB stick")
    group, what, cli = Group.TAKE_OUT, N_("Copies to the stick, now"), ("copies --now",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.packs import copy_at_once

        await copy_at_once(desk)


class RosterFile(DeskCommand):
    __doc__ = N_("Write everybody of the roster to a workbook, or an empty one to fill in.")
    name, label = "roster_file", N_("Roster")
    also = N_("insurance, list of names, spreadsheet of people")
    group, what, cli = Group.TAKE_OUT, N_("Roster as a workbook, or an empty one"), ("roster export", "roster template")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.packs import make_roster_file

        await make_roster_file(desk)


class DiaryFile(DeskCommand):
    __doc__ = N_("Write the entries of the service diary to a workbook: of everybody or of one person.")
    name, label = "diary_file", N_("Diary")
    also = N_("journal, weekly notes")
    group, what, cli = Group.TAKE_OUT, N_("Service diary as a workbook"), ("diary export", "diary list")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.recognition import make_diary_file

        await make_diary_file(desk)


class TeamKeyFile(DeskCommand):
    __doc__ = N_("Write the team's public key for a district that has no pack of the team yet.")
    name, label = "team_key", N_("Team key")
    group, what, cli = Group.TAKE_OUT, N_("The team's key, for the district"), ("export team.hdkey",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.taken_out.packs import make_team_key

        await make_team_key(desk)
