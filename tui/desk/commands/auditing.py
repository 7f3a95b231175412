"""Commands of the audit: the questions that rules ask, and samples that somebody checks."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class AuditQuestions(DeskCommand):
    __doc__ = N_("Look at what the rules of the audit ask about the hours of this desk, and answer.")
    name, label = "audit", N_("Audit")
    also = N_("trustworthy, suspicious")
    group, what, cli = (
        Group.RECORD, N_("Are the hours plausible? Questions and answers"), ("audit list", "audit show", "audit answer", "audit rules", "audit"),
    )  # fmt: skip
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """List, look, answer."""
        from tui.desk.auditing.questions import answer_questions

        if desk.identity is not None:
            await answer_questions(desk)


class AuditSample(DeskCommand):
    __doc__ = N_("Draw sessions by lot for an inspection, and take in what was found.")
    name, label = "sample", N_("Sample")
    also = N_("seed, lot, spot check, inspectors")
    group, what, cli = Group.RECORD, N_("A sample for an inspection"), ("audit draw", "audit results", "audit report")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Draw, take in, report."""
        from tui.desk.auditing.samples import sample

        if desk.identity is not None:
            await sample(desk)


class ShowWitness(DeskCommand):
    __doc__ = N_(
        "Show the code of this desk's record to another desk at the activity, which scans it like a badge, and the other way round."
    )
    name, label = "witness", N_("Witness")
    group, what, cli = (
        Group.RECORD,
        N_("Witness: two desks see each other's record"),
        ("witness show", "witness take", "witness list"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """The code as it is now."""
        from tui.desk.auditing.witnessing import show_code

        if desk.identity is not None:
            await show_code(desk)
