"""What is said about the team on forms and certificates, and what is missing there. The supervisor's to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from checkin.rules.period import Period
from checkin.rules.problems import Problem
from checkin.texts import _, enumerated, ngettext, say
from storage.store import Store
from storage.team.profile import PROFILE
from tui.desk.desk import Desk
from tui.desk.making.changing import need_supervisor_after
from tui.desk.making.choosing import choose
from tui.desk.making.facts.team_lists import TITLES, edit_list
from tui.desk.making.flow import File, made_in_form, say_made
from tui.screens.fields.two_days import day_fields, period_of
from tui.screens.making.made import Made
from tui.words.cells import padded, plain

_FORM, _KIND = "\0form", "kind"
_TITLE = 30
_MOST_LINES = 3


class _Team(NamedTuple):
    """What is written, what kinds of teams there are, and what is missing."""

    values: Mapping[str, str]
    kinds: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


async def edit_team(desk: Desk) -> None:
    """Choose a line and write it anew, until Esc; the last line makes the registration form."""
    title, marked = _("About the team"), None
    while True:
        team = await desk.tried(_read)
        if team is None:
            return
        explanation = "\n".join(f"⚠ {text}" for text in team.missing)
        marked = await choose(desk, title, _lines(team), explanation, marked=marked)
        if marked is None:
            return
        if marked == _FORM:
            await _make_form(desk)
        elif marked in TITLES:
            await edit_list(desk, marked)
        elif marked == _KIND:
            await _choose_kind(desk, team)
        else:
            await _change(desk, team, marked)


def _read(store: Store) -> _Team:
    from storage.standard.team_kinds import read_kinds
    from storage.team.people import team_state
    from storage.team.profile import profile

    kinds = tuple((code, kind.name) for code, kind in read_kinds(store.folder).items())
    return _Team(profile(store.connection), kinds, tuple(_missing(team_state(store).problems)))


def _missing(problems: Sequence[Problem]) -> list[str]:
    """What is not written yet in one line, then what else is not right; at most as many lines as leave room for the list."""
    named = [_(PROFILE[one.where]) for one in problems if one.where in PROFILE]
    lines = [_("Still to be written: {names}").format(names=enumerated(named))] if named else []
    return [*lines, *(say(one) for one in problems if one.where not in PROFILE)][:_MOST_LINES]


def _lines(team: _Team) -> list[tuple[str, str]]:
    kinds = dict(team.kinds)
    shown = {name: team.values.get(name, "—").replace("\n", " ") for name in PROFILE}
    shown["kind"] = kinds.get(shown["kind"], shown["kind"])
    lines = [(name, f"{padded(_(words), _TITLE)} {shown[name]}") for name, words in PROFILE.items()]
    lists = [(which, f"{_(title)} …") for which, title in TITLES.items()]
    return [*lines, *lists, (_FORM, _("make the team's form"))]


async def _choose_kind(desk: Desk, team: _Team) -> None:
    chosen = await choose(desk, _(PROFILE[_KIND]), team.kinds, marked=team.values.get(_KIND))
    if chosen is not None and await desk.as_supervisor():
        await desk.tried(lambda store: _write(store, _KIND, chosen))


async def _change(desk: Desk, team: _Team, name: str) -> None:
    from tui.screens.field import Field
    from tui.screens.form import FormDialog

    title = _(PROFILE[name])

    async def keep(values: dict[str, str]) -> bool:
        def write(store: Store) -> bool:
            return _write(store, name, values["value"])

        await need_supervisor_after(desk, title, write)
        return await desk.writer.ask(write)

    field = Field("value", title, team.values.get(name, ""))
    if await desk.app.push_screen_wait(FormDialog(title, [field], keep)):
        desk.app.notify(_("Written."), timeout=6)


def _write(store: Store, name: str, value: str) -> bool:
    from storage.team.profile import set_profile

    set_profile(store, {name: value})
    return True


async def _make_form(desk: Desk) -> None:
    """Filled in with what the record and the profile know; a text that nobody wrote is a draft, and marked as one. Of all projects
    and days, unless something is named."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Choice
    from tui.screens.form import FormDialog

    title = _("The team's form")
    names = await desk.tried(_projects)
    if names is None:
        return

    async def keep(values: dict[str, str]) -> Made:
        maker = _form_maker(values["project"] or None, period_of(values))
        return await made_in_form(desk, title, File("team-form", ".docx", True), maker)

    choices = (("", _("all projects")), *((name, plain(name)) for name in names))
    fields = [Field("project", _("project"), kind=Choice(choices)), *day_fields()]
    made = await desk.app.push_screen_wait(FormDialog(title, fields, keep))
    if made is not None:
        await say_made(desk, title, made)


def _projects(store: Store) -> list[str]:
    """The projects of the list, and those of activities."""
    from storage.team.units import projects

    listed = [one.name for one in projects(store.connection)]
    named = sorted({one.project for one in store.ledger.facts().activities.values() if one.project})
    return list(dict.fromkeys([*listed, *named]))


def _form_maker(project: str | None, period: Period) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.district.reports.form_files import write_docx
        from exports.team_form import project_forms

        filled = project_forms(store, project, period)
        write_docx(out, filled)
        return Made(out, (ngettext("{count} form", "{count} forms", len(filled)).format(count=len(filled)),))

    return make
