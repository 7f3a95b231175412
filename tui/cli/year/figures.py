"""`hourdesk year figures`: hours by school year and stage of school."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result_json, results


@examples(N_("hourdesk year figures --json"))
@command("figures", N_("Print hours by school year and stage of school, by the class of each day."))
@options.json_option
@pass_desk
def figures(choice: DeskChoice, as_json: bool) -> None:
    """A row for each year and stage."""
    from storage.record import without_collector
    from storage.school_year.figures import year_figures
    from storage.standard.school_year import year_table
    from tui.words.people.school_year import figure_lines

    with without_collector(), choice.open() as store:
        found = year_figures(store, year_table(store.folder))
    if not as_json:
        results(figure_lines(found) or [_("No service yet.")])
        return
    for one in found:
        minutes = {str(part): count for part, count in one.minutes.items()}
        year, persons = None if one.year is None else one.year.name, len(one.persons)
        result_json(
            {"year": year, "stage": one.stage or None, "persons": persons, "sessions": one.sessions, "minutes": one.total, "by_source": minutes}
        )  # fmt: skip
