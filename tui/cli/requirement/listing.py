"""`hourdesk requirement list`, `chat` and `table`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message, result, result_json

if TYPE_CHECKING:
    from checkin.rules.school_year.requirements import Requirement
    from storage.school_year.progress import PersonProgress


@examples(N_("hourdesk requirement list --class 7A"), N_("hourdesk requirement list --behind --json"))
@command("list", N_("Print how far each pupil is, by class: who is behind, and by when they get there at this pace."))
@options.class_name()
@option("--behind", is_flag=True, help=N_("Only those who are behind."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, class_name: str | None, behind: bool, as_json: bool) -> None:
    """A row for each person and requirement."""
    from storage.school_year.progress import progress_list
    from tui.words.people.requirements import (
        apart_text,
        by_text,
        have_text,
        not_closed_lines,
        progress_object,
        state_word,
    )

    with choice.open() as store:
        found = [row for row in progress_list(store, class_name) if not behind or row.progress.behind]
        for line in not_closed_lines(store):
            message(line)
    columns: list[Column[PersonProgress]] = [
        Column(N_("class"), lambda row: row.person.class_name),
        Column(N_("number"), lambda row: row.person.number),
        Column(N_("name"), lambda row: row.person.name),
        Column(N_("requirement"), lambda row: row.requirement.name),
        Column(N_("so far"), have_text, right=True),
        Column(N_("state"), state_word),
        Column(N_("at this pace by"), by_text),
        Column(N_("until"), lambda row: "" if row.period.last is None else row.period.last.isoformat()),
    ]
    if any(map(apart_text, found)):
        columns.append(Column(N_("of these"), apart_text))
    empty = _("Nobody is behind.") if behind else _("No requirement is for anybody in this roster.")
    show(found, columns, progress_object, as_json=as_json, empty=empty)


@examples(N_("hourdesk requirement chat --class 7A"))
@command("chat", N_("Print a sentence for the group chat of each class: counts, and no names."))
@options.class_name()
@options.json_option
@pass_desk
def chat(choice: DeskChoice, class_name: str | None, as_json: bool) -> None:
    """A sentence for each class and requirement."""
    from storage.school_year.progress import progress_list
    from tui.words.people.requirements import chat_sentence

    with choice.open() as store:
        found, today = progress_list(store, class_name), store.today()
    groups: dict[tuple[str, str], list[PersonProgress]] = {}
    for row in found:
        groups.setdefault((row.person.class_name, row.requirement.name), []).append(row)
    for (of, name), rows in groups.items():
        sentence = chat_sentence(rows, of, today)
        if as_json:
            result_json({"class": of or None, "requirement": name, "sentence": sentence})
        else:
            result(sentence)
    if not found and not as_json:
        result(_("No requirement is for anybody in this roster."))


@examples(N_("hourdesk requirement table"))
@command("table", N_("Print what pupils must reach: requirement.toml of this desk, else the usual one."))
@options.json_option
@pass_desk
def table(choice: DeskChoice, as_json: bool) -> None:
    """The rows of the table in force."""
    from storage.standard.requirements import requirements_here
    from tui.words.people.requirements import for_whom_text, needed_text, span_text

    with choice.open() as store:
        found = requirements_here(store)
    columns: list[Column[Requirement]] = [
        Column(N_("requirement"), lambda one: one.name),
        Column(N_("needed"), needed_text),
        Column(N_("for whom"), for_whom_text),
        Column(N_("counts within"), span_text),
    ]
    show(found, columns, _row_of, as_json=as_json)


def _row_of(one: Requirement) -> dict[str, Any]:
    first, last = one.period
    return {
        "name": one.name, "minutes": one.minutes, "activities": one.activities, "stages": one.stages, "grades": one.grades,
        "kinds": one.kinds, "categories": one.categories, "period": str(one.span),
        "first": None if first is None else first.isoformat(), "last": None if last is None else last.isoformat(),
        "milestones": one.milestones,
    }  # fmt: skip
