"""An activity is changed or copied at the desk: one thing after the other, with before → after where hours change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checkin.rules.activities import Activity
from checkin.texts import _
from storage.store import Store
from tui.desk.activity_choice import go_to
from tui.desk.desk import Desk
from tui.desk.making.activity_changes import write_changes
from tui.desk.making.activity_fields import ASKED, CHOICES, changes_of, field_lines, field_title, typed
from tui.desk.making.asking import ask_text
from tui.desk.making.choosing import choose, pick_activity

SIGNUP = "signup"
_OTHER = "\0other"


async def edit_activity(desk: Desk) -> None:
    """Choose an activity, then what of it changes; back in the list until Esc. The supervisor's where it has scans."""
    activity = await pick_activity(desk, _("Change which activity?"))
    marked: str | None = None
    while activity is not None:
        now = await desk.tried(_again(activity.key))
        if now is None:
            return
        activity = now
        marked = await choose(desk, activity.name or activity.code, field_lines(activity), marked=marked)
        if marked is None:
            return
        if marked == SIGNUP:
            from tui.desk.making.signing_up import change_signup

            await change_signup(desk, activity)
            continue
        changes = await _asked(desk, activity, marked)
        if changes is not None:
            await write_changes(desk, activity, changes, field_title(marked))


async def copy_activity(desk: Desk) -> None:
    """The same once more at another time: everything else is taken over, and scans go to the new one after a question."""
    from tui.screens.making.copied_activity import CopiedActivityForm

    activity = await pick_activity(desk, _("Copy which activity?"))
    if activity is None:
        return
    made = await desk.app.push_screen_wait(CopiedActivityForm(desk.writer, activity))
    if made is not None:
        desk.app.notify(_("{name} is there, as a copy.").format(name=made.name or made.code), timeout=8, markup=False)
        await go_to(desk, made.key)


async def _asked(desk: Desk, activity: Activity, name: str) -> dict[str, Any] | None:
    """What changes, as the log keeps it; None for Esc."""
    from tui.screens.form import FormDialog

    if name == "category":
        category = await _category(desk, activity)
        return None if category is None else {name: category or None}
    if name in CHOICES:
        lines = [(value, _(shown)) for value, shown in CHOICES[name]]
        chosen = await choose(desk, field_title(name), lines, marked=str(getattr(activity, name)))
        return None if chosen is None else changes_of(activity, name, {name: chosen})

    async def keep(values: dict[str, str]) -> dict[str, Any]:
        return changes_of(activity, name, values)

    meaning = ASKED[name].meaning
    explanation = f"{_(meaning)}\n" if meaning else ""
    return await desk.app.push_screen_wait(FormDialog(field_title(name), typed(activity, name), keep, explanation))


async def _category(desk: Desk, activity: Activity) -> str | None:
    """The category that was chosen or typed; empty for none, None for Esc."""
    from storage.standard.categories import read_categories

    usual = await desk.tried(read_categories)
    if usual is None:
        return None
    lines = [*((word, word) for word in usual), ("", _("none")), (_OTHER, _("another word …"))]
    chosen = await choose(desk, field_title("category"), lines, marked=activity.category or "")
    if chosen != _OTHER:
        return chosen

    meaning = _("Sums are made by the usual categories; another word is kept, and stands by itself.")
    title = field_title("category")
    return await ask_text(desk, title, title, explanation=meaning, value=activity.category or "")


def _again(key: str) -> Callable[[Store], Activity]:
    return lambda store: store.ledger.facts().activity(key)
