"""Commands of the audit: what the rules ask the schools, what they answer, and samples that inspectors check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from checkin.rules.problems import N_, Problem
from checkin.rules.signature import Signature
from checkin.rules.typed_numbers import parse_whole
from checkin.texts import _, in_a_row, say
from exports.audit.district import answer, district_rules
from exports.audit.plausibility.later_rules import lacking_table
from exports.audit.plausibility.rules import FILE as AUDIT_TABLE
from exports.audit.sample.drawing import check_seed
from exports.audit.sample.of_district import draw_of_district, report_of_district, take_district_results
from exports.audit.sample.paper import write_sample
from exports.district.district import District
from storage.disk.atomic_file import write_whole
from tui.district.audit_page import audit_page
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.commands.made_file import file_field, file_named, show_made
from tui.district.commands.schools import SHEETS
from tui.model.command_groups import Group
from tui.model.sheets import proposed_outside
from tui.screens.choose import ChooseDialog
from tui.screens.field import Field
from tui.screens.fields.kinds import File, Number
from tui.screens.fields.paths import path_of
from tui.screens.form import FormDialog
from tui.screens.making.made import Made
from tui.words.record.audit import (
    ANSWER_NEEDED,
    FILL_IN,
    FILLED_IN,
    INTO_THE_TABLE,
    NO_RULE_LACKS,
    SEED_NEEDED,
    SampleWay,
    drawn_text,
    report_lines,
    sample_ways,
    seed_example,
    taken_text,
)


class Audit(ClerkCommand):
    __doc__ = N_("What the rules of the audit ask the schools; Enter shows the sessions that a question names.")
    name, label, what, in_footer = "audit", N_("Audit"), N_("Are the hours plausible? Questions to schools"), False
    cli = ("district audit", "district audit list", "district audit show", "district audit rules")
    group = Group.PAGES

    async def do(self, clerk: Clerk) -> None:
        """Open questions first."""
        clerk.begin(audit_page)


class AnswerQuestion(ClerkCommand):
    __doc__ = N_("Record what a school answered to the marked question of the audit by word of mouth.")
    name, label, what = "answer_question", N_("Answer"), N_("A school answered a question of the audit")
    cli = ("district audit answer",)
    group = Group.DECIDE
    waits, in_footer = True, False

    def fits(self, clerk: Clerk) -> bool:
        """With a question that is marked."""
        return clerk.marked is not None and bool(clerk.marked.question)

    async def do(self, clerk: Clerk) -> None:
        """The answer is an event of the district."""
        if clerk.marked is None or not clerk.marked.question:
            clerk.note(_("Mark a question of the audit first."))
            return
        name, asked = clerk.marked.question, clerk.marked.whole

        async def save(values: dict[str, str]) -> bool:
            signed = Signature(values["operator"] or None, values["answer"])
            await clerk.work.made(_("A school answered"), lambda district: answer(district, name, signed))
            return True

        fields = [
            Field("answer", _("answer"), needed=ANSWER_NEEDED),
            Field("operator", _("your name")),
        ]
        if await clerk.answer(FormDialog(_("A school answered"), fields, save, asked)):
            clerk.again()


class LackingRules(ClerkCommand):
    __doc__ = N_("Rules of the audit in this version that the district's own table lacks, as they are written into it.")
    name, label, what, in_footer = (
        "lacking_rules",
        N_("New rules"),
        N_("Rules of the audit that the own table lacks"),
        False,
    )
    cli = ("district audit rules",)
    group = Group.DECIDE

    async def do(self, clerk: Clerk) -> None:
        """Into a file, from which they are copied to the end of the table."""

        def find(district: District) -> str:
            return lacking_table(district_rules(district))

        text = await clerk.work.tried(find)
        if text == "":
            clerk.note(_(NO_RULE_LACKS))
        if not text:
            return

        async def save(values: dict[str, str]) -> Made:
            out = file_named(values)

            await clerk.work.made(_("New rules"), lambda _district: write_whole(out, text.encode()))
            return Made(out, (_(INTO_THE_TABLE).format(file=AUDIT_TABLE),))

        field = file_field(proposed_outside(_("New rules"), ".toml"))
        await show_made(clerk, await clerk.answer(FormDialog(_("New rules"), [field], save, text)))


class Sample(ClerkCommand):
    __doc__ = N_("Draw sessions by lot for an inspection, take in what was found, and see the sum.")
    name, label, what, in_footer = "sample", N_("Sample"), N_("A sample for an inspection"), False
    also = N_("inspectors, spot check, seed")
    cli = ("district audit draw", "district audit results", "district audit report")
    group = Group.DECIDE

    async def do(self, clerk: Clerk) -> None:
        """Ask what is to be done, of which seed."""
        chosen = await clerk.answer(ChooseDialog(_("Sample for an inspection"), sample_ways()))
        if chosen is not None and (today := await clerk.work.tried(_today)) is not None:
            do = {SampleWay.DRAW: _draw, SampleWay.TAKE: _take, SampleWay.REPORT: _report}
            await do[SampleWay(chosen)](clerk, today)


def _today(district: District) -> date:
    return district.today()


def _seed(today: date) -> Field:
    return Field("seed", _("seed"), example=seed_example(today), needed=SEED_NEEDED)


async def _draw(clerk: Clerk, today: date) -> None:
    async def save(values: dict[str, str]) -> Made:
        seed, out, size = check_seed(values["seed"]), file_named(values), parse_whole(values["size"], "size")
        count = await clerk.work.made(_("Draw a sample"), _drawer(seed, size, out))
        return Made(out, (drawn_text(count), _(FILL_IN)))

    fields = [
        _seed(today),
        Field("size", _("how many sessions"), "100", kind=Number()),
        file_field(proposed_outside(_("Sample {seed}").format(seed=today.isoformat()), ".xlsx")),
    ]
    explanation = _(
        "The seed is a word or a number of yours. The same seed draws the same sessions from the same record."
    )
    await show_made(
        clerk, await clerk.answer(FormDialog(_("Draw a sample"), fields, save, explanation, does=_("go on")))
    )


def _drawer(seed: str, size: int, out: Path) -> Callable[[District], int]:
    def draw(district: District) -> int:
        sampled = draw_of_district(district, seed, size)
        write_sample(out, sampled, seed)
        return len(sampled)

    return draw


async def _take(clerk: Clerk, today: date) -> None:
    notes: list[Problem] = []

    async def save(values: dict[str, str]) -> int:
        notes.clear()
        seed, file, signed = check_seed(values["seed"]), path_of(values["file"]), Signature(values["operator"] or None)
        return await clerk.work.made(
            _("Take in what was found"),
            lambda district: len(take_district_results(district, file, seed, signed, notes)),
        )

    fields = [
        _seed(today),
        Field("file", _("file"), kind=File(SHEETS), needed=N_("Name the file.")),
        Field("operator", _("your name")),
    ]
    explanation = _(FILLED_IN)
    taken = await clerk.answer(FormDialog(_("Take in what was found"), fields, save, explanation, does=_("go on")))
    if taken is not None:
        clerk.note(in_a_row((taken_text(taken), *map(say, notes))))


async def _report(clerk: Clerk, today: date) -> None:
    title = _("Sample for an inspection")

    async def save(values: dict[str, str]) -> list[str]:
        seed = check_seed(values["seed"])
        return report_lines(await clerk.work.made(title, lambda district: report_of_district(district, seed)))

    lines = await clerk.answer(FormDialog(title, [_seed(today)], save, does=_("go on")))
    if lines is not None:
        clerk.tell(title, lines)
