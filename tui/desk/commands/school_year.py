"""Commands of the school year."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class SchoolYear(DeskCommand):
    __doc__ = N_(
        "Close the school year: classes move up, leavers leave; take that back; hours by year and stage of school."
    )
    name, label = "school_year", N_("Year")
    also = N_("promotion, repeaters, graduation, graduate, grade")
    group, what, cli = (
        Group.PEOPLE,
        N_("School year: close, take back, figures"),
        ("year close", "year undo", "year open", "year list", "year figures", "year table"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.school_year.years import school_year

        await school_year(desk)


class LeaversFiles(DeskCommand):
    __doc__ = N_(
        "Give a leaver record and certificate as a file; take a newcomer's file from another school of the district."
    )
    name, label = "leavers", N_("Leavers")
    group, what, cli = (
        Group.PEOPLE,
        N_("Leavers and newcomers: files for another school"),
        ("transfer give", "transfer take", "transfer list", "transfer show", "transfer undo"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.school_year.leavers import leavers_files

        await leavers_files(desk)


class Requirements(DeskCommand):
    __doc__ = N_("See how far each pupil is towards what they must reach, who is behind, and by when they get there.")
    name, label = "requirements", N_("Required")
    also = N_("target, forty hours, credit, points, how many hours")
    group, what, cli = (
        Group.PEOPLE,
        N_("What pupils must reach, and who is behind"),
        ("requirement list", "requirement chat", "requirement table"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.school_year.requirements import requirements

        await requirements(desk)
