"""Commands that change an activity, the rules of counting or what is said of the team."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class EditActivity(DeskCommand):
    __doc__ = N_("Change an activity; whose hours change is shown first.")
    name, label = "edit_activity", N_("Edit")
    also = N_("change the time, rename an activity")
    group, what, cli = Group.ACTIVITY, N_("Change an activity: times, place, category …"), ("activity edit",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.facts.activities import edit_activity

        await edit_activity(desk)


class CopyActivity(DeskCommand):
    __doc__ = N_("Make a new activity like an old one, at another time or every week.")
    name, label = "copy_activity", N_("Copy")
    also = N_("series, weekly, recurring")
    group, what, cli = Group.ACTIVITY, N_("Copy an activity, once or every week"), ("activity copy",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.facts.activities import copy_activity

        await copy_activity(desk)


class SignUpList(DeskCommand):
    __doc__ = N_("Take the list of those who signed up from a file; or expect everybody, or nobody in particular.")
    name, label = "signup_list", N_("Sign-up list")
    also = N_("enrol, applicants")
    group, what, cli = Group.ACTIVITY, N_("Sign-up list: who is expected"), ("activity edit --signup",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.people.signing_up import sign_up

        await sign_up(desk)


class Posts(DeskCommand):
    __doc__ = N_(
        "See who is needed at which post, who stands there and who has not come; bring in the plan, and change it."
    )
    name, label = "posts", N_("Posts")
    also = N_("shift, rota, schedule, duty")
    group, what, cli = (
        Group.ACTIVITY,
        N_("Posts and shifts: the plan, and who has not come"),
        (
            "post import", "post signup", "post template", "post add", "post edit", "post remove", "post list", "post board",
            "post print",
        ),
    )  # fmt: skip
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.posts.board import posts_at_desk

        await posts_at_desk(desk)


class EditPolicy(DeskCommand):
    __doc__ = N_("See and change how hours are counted: each setting in words, and whose hours a change would change.")
    name, label = "policy", N_("Policy")
    also = N_("rounding, credit rules, service minutes")
    group, what, cli = Group.RECORD, N_("How hours are counted (policy)"), ("policy", "policy set", "policy show")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.facts.policy import edit_policy

        await edit_policy(desk)


class EditTeam(DeskCommand):
    __doc__ = N_("Write what stands on forms and certificates about the team, see what is missing, and make the form.")
    name, label = "team", N_("Team")
    group, what, cli = (
        Group.RECORD,
        N_("About the team: leader, telephone, form"),
        ("team set", "team show", "team check", "team form", "team cadre", "team pair", "team project"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.facts.team import edit_team

        await edit_team(desk)


class GiveConsent(DeskCommand):
    __doc__ = N_(
        "Record that the consent of guardians came in, of a class or of one person; hours that waited for it count then."
    )
    name, label = "consent", N_("Consent")
    also = N_("parents, permission, parental")
    group, what, cli = (
        Group.PEOPLE,
        N_("Consent of guardians that came in"),
        ("consent given", "consent list", "consent withdraw"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.people.consents import record_consent

        await record_consent(desk)


class Stars(DeskCommand):
    __doc__ = N_("See who is eligible for a star, and award all of them or one.")
    name, label = "stars", N_("Stars")
    group, what, cli = (
        Group.PEOPLE,
        N_("Stars: who is eligible, and award them"),
        ("stars", "stars list", "stars award"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.people.stars import award_stars

        await award_stars(desk)


class Trainings(DeskCommand):
    __doc__ = N_("See who was at which training, and for how long; that is no service time.")
    name, label = "trainings", N_("Trainings")
    group, what, cli = Group.PEOPLE, N_("Trainings of everybody"), ("training",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.people.stars import show_trainings

        await show_trainings(desk)


class CommendList(DeskCommand):
    __doc__ = N_("Record commendations of many people from a table.")
    name, label = "commend_list", N_("Commend")
    also = N_("honour, praise, outstanding volunteers")
    group, what, cli = Group.PEOPLE, N_("Commendations from a list"), ("commend --file",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Beside the screen; see there."""
        from tui.desk.making.people.commending import commend_from_list

        await commend_from_list(desk)
