"""Who signed up for an activity: from a file, everybody of the roster, or nobody in particular."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext, say
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_file
from tui.desk.making.choosing import agreed, choose
from tui.desk.making.facts.activity_changes import write_changes
from tui.screens.fields.kinds import ROSTERS

_FILE, _EVERYBODY, _NOBODY = "file", "everybody", "nobody"


class _Found(NamedTuple):
    """The keys of who signed up, and what is said about them."""

    keys: tuple[str, ...]
    lines: tuple[str, ...]


async def sign_up(desk: Desk) -> None:
    """The sign-up list of the activity that scans go to, or of one that is chosen."""
    from tui.desk.making.choosing import pick_activity

    activity = desk.state.activity or await pick_activity(desk, _("Whose sign-up list?"))
    if activity is not None:
        await change_signup(desk, activity)


async def change_signup(desk: Desk, activity: Activity) -> None:
    """Ask where the list comes from, show what it would be, and write it."""
    title = _("Sign-up list")
    lines = [
        (_FILE, _("from a file …")),
        (_EVERYBODY, _("everybody in the roster")),
        (_NOBODY, _("nobody in particular")),
    ]
    chosen = await choose(desk, title, lines, activity.name or activity.code)
    if chosen is None:
        return
    if chosen == _NOBODY:
        await write_changes(desk, activity, {"signup": None}, title)
        return
    found = await (_from_file(desk, title) if chosen == _FILE else desk.tried(_everybody))
    if found is None:
        return
    count, before = len(found.keys), len(activity.signup or ())
    text = ngettext("{count} person signed up", "{count} persons signed up", count).format(count=count)
    if await agreed(desk, title, [f"{activity.name}", f"{before} → {text}", *found.lines], _("take the list in")):
        await write_changes(desk, activity, {"signup": list(found.keys)}, title)


async def _from_file(desk: Desk, title: str) -> _Found | None:
    async def read(file: Path) -> _Found:
        return await desk.writer.ask(lambda store: _read(store, file))

    explanation = _("A table with a column of numbers (XLSX, XLS or CSV), or a text with one number a line.")
    return await ask_file(desk, title, explanation, ROSTERS, read, _("e.g. Desktop/sign-up.xlsx"))


def _read(store: Store, file: Path) -> _Found:
    from storage.roster.signup.list_file import read_signup
    from storage.roster.whose_row import left_purged

    keys = read_signup(store, file)
    if not keys:
        raise refuse("empty_signup", file.name, N_("There is no number in this file."))
    return _Found(keys, tuple(map(say, left_purged(store, keys))))


def _everybody(store: Store) -> _Found:
    from storage.people.named import everybody_here
    from storage.people.register import key_of

    return _Found(tuple(key_of(person) for person in everybody_here(store)), ())
