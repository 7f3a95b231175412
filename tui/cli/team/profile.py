"""`hourdesk team show` and `check`."""

from __future__ import annotations

from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.texts import _, say
from storage.standard.categories import read_categories
from storage.store import Store
from storage.team.people import TeamState, cadres, team_state
from storage.team.profile import PROFILE, profile
from storage.team.units import paired_units, projects
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, result, result_json
from tui.words.cells import plain


@examples(N_("hourdesk team show"))
@command("show", N_("Print everything about the team."))
@options.json_option
@pass_desk
def show(choice: DeskChoice, as_json: bool) -> None:
    """Print the profile, cadres, paired units, projects and categories."""
    with choice.open() as store:
        state = team_state(store)
        if as_json:
            result_json(_object(store, state))
            return
        _print(store, state)


@examples(N_("hourdesk team check"))
@command("check", N_("Print what is missing: the leader, safety, too few or too many members for the team's kind."))
@options.json_option
@pass_desk
def check(choice: DeskChoice, as_json: bool) -> None:
    """Print every fault; exit 1 where there is one."""
    with choice.open() as store:
        state = team_state(store)
    for problem in state.problems:
        if as_json:
            result_json({"code": problem.code, "where": problem.where, "text": say(problem)})
        else:
            result(say(problem))
    if not state.problems and not as_json:
        result(_("Nothing is missing."))
    finish(bool(state.problems))


def _object(store: Store, state: TeamState) -> dict[str, object]:
    who, db = store.identity, store.connection
    told = profile(db)
    return {
        "team": who.team,
        "name": who.team_name,
        **{name: told.get(name) for name in PROFILE},
        "kind": state.kind.code,
        "volunteers": state.volunteers,
        "cadres": [{"volunteer": within(c.volunteer, who.team), "name": c.name, "duty": c.duty} for c in cadres(db)],
        "paired_units": [{"name": u.name, "served": u.served, "note": u.note} for u in paired_units(db)],
        "projects": [
            {"name": p.name, "support": p.support, "progress": p.progress, "served": p.served} for p in projects(db)
        ],
        "categories": list(read_categories(store)),
    }


def _print(store: Store, state: TeamState) -> None:
    who, db = store.identity, store.connection
    result(f"{plain(who.team_name)}  ({who.team})  {state.kind.name}")
    for name, value in profile(db).items():
        if name != "kind":
            result(_("{title}: {value}").format(title=_(PROFILE[name]), value=plain(value)))
    result(_("volunteers: {volunteers}, cadres: {cadres}").format(volunteers=state.volunteers, cadres=state.cadres))
    for one in cadres(db):
        result(f"  {within(one.volunteer, who.team)}  {plain(one.name)}  {plain(one.duty)}")
    served = _("people served: {count}")
    for unit in paired_units(db):
        count = "" if unit.served is None else "  " + served.format(count=unit.served)
        result(
            _("paired with {unit}").format(unit=plain(unit.name))
            + count
            + (f"  {plain(unit.note)}" if unit.note else "")
        )
    for project in projects(db):
        count = "" if project.served is None else "  " + served.format(count=project.served)
        result(_("project {project}").format(project=plain(project.name)) + count)
        for text in (project.support, project.progress):
            if text:
                result(f"  {plain(text)}")
    result(_("categories: {categories}").format(categories="、".join(read_categories(store))))
