"""Who signed up for an activity: from a file, everybody of the roster, or nobody in particular."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.texts import _, say
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_file
from tui.desk.making.choosing import choose, need_agreed
from tui.desk.making.facts.activity_changes import changes_in_form, write_changes
from tui.desk.making.flow import without_form
from tui.screens.fields.kinds import ROSTERS
from tui.words.counts import signed_up_text

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
    elif chosen == _FILE:
        await _from_file(desk, activity, title)
    elif (found := await desk.tried(_everybody)) is not None:
        await without_form(desk, title, _take(desk, activity, found, title))


async def _take(desk: Desk, activity: Activity, found: _Found, title: str) -> None:
    """Show the list and write it. Raises as a form needs it."""
    count, before = len(found.keys), len(activity.signup or ())
    lines = [f"{activity.name}", f"{before} → {signed_up_text(count)}", *found.lines]
    await need_agreed(desk, title, lines, _("take the list in"))
    await changes_in_form(desk, activity, {"signup": list(found.keys)}, title)


async def _from_file(desk: Desk, activity: Activity, title: str) -> None:
    async def take(file: Path) -> bool:
        await _take(desk, activity, await desk.writer.ask(lambda store: _read(store, file, activity)), title)
        return True

    explanation = _("A table with a column of numbers (XLSX, XLS or CSV), or a text with one number a line.")
    await ask_file(desk, title, explanation, ROSTERS, take, _("e.g. Desktop/sign-up.xlsx"))


def _read(store: Store, file: Path, activity: Activity) -> _Found:
    from storage.people.expected import gone_notes
    from storage.roster.signup.list_file import read_signup
    from storage.roster.whose_row import left_purged

    keys = read_signup(store, file)
    gone = gone_notes(store, activity._replace(signup=keys, posts=None))
    return _Found(keys, tuple(map(say, [*left_purged(store, keys), *gone])))


def _everybody(store: Store) -> _Found:
    from storage.people.named import everybody_here
    from storage.people.register import key_of

    return _Found(tuple(key_of(person) for person in everybody_here(store)), ())
