"""A change of an activity is written: whose hours change is shown first, and what goes along is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from checkin.rules.activities import Activity
from checkin.rules.signature import Signature
from checkin.texts import _, say
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.changing import change_in_form
from tui.desk.making.facts.posts import names_standing, standing_lines
from tui.desk.making.flow import without_form
from tui.words.nights import newly_beyond_texts, night_text, posts_text, window_texts


async def write_changes(desk: Desk, activity: Activity, changes: Mapping[str, Any], title: str) -> None:
    """As `changes_in_form`, where nothing was typed that could be lost: what went wrong is said."""
    await without_form(desk, title, changes_in_form(desk, activity, changes, title))


async def changes_in_form(desk: Desk, activity: Activity, changes: Mapping[str, Any], title: str) -> None:
    """Change an activity: whose hours change, and who stands at a post whose shift goes along, is shown first; then the supervisor
    is asked where it has scans. Raises as `change_in_form` does."""
    has_scans = await desk.writer.ask(_has_scans(activity.key))

    def work(store: Store, signed: Signature) -> Activity:
        from storage.activities.activities import edit_activity

        return edit_activity(store, activity.code, changes, signed)

    names = await desk.writer.ask(_standing(activity, changes))
    done = await change_in_form(desk, title, work, standing_lines(names) if names else (), asks=has_scans)
    # Who takes a list in has seen already who left.
    gone = await gone_lines(desk, done) if "start" in changes else []
    _tell(desk, activity, done, changes, gone)


async def gone_lines(desk: Desk, activity: Activity) -> list[str]:
    """Who stands in the lists of an activity, and left the school before it."""

    def look(store: Store) -> list[str]:
        from storage.people.expected import gone_notes

        return list(map(say, gone_notes(store, activity)))

    return await desk.writer.ask(look)


def _tell(desk: Desk, before: Activity, after: Activity, changes: Mapping[str, Any], gone: Sequence[str]) -> None:
    """What went along with a change."""
    from checkin.rules.planned_times import windows_moved_along

    lines = [_("Changed.")]
    if before.overnight != after.overnight and "overnight" not in changes:
        lines.append(night_text(after))
    lines += [*window_texts(after, windows_moved_along(before, after, changes)), posts_text(before, after, changes)]
    lines += [*newly_beyond_texts(before, after), *gone]
    desk.app.notify("\n".join(filter(None, lines)), timeout=12, markup=False)


def _standing(activity: Activity, changes: Mapping[str, Any]) -> Callable[[Store], list[str]]:
    def look(store: Store) -> list[str]:
        if not activity.posts:
            return []
        from storage.posts.moved_along import moved_along

        change = moved_along(store, activity, changes)
        return [] if change is None else names_standing(store, change)

    return look


def _has_scans(key: str) -> Callable[[Store], bool]:
    def look(store: Store) -> bool:
        from storage.activities.activities import has_scans

        return has_scans(store, key)

    return look
