"""An activity that was made by mistake, at the desk: struck out where nothing hangs on it, else hidden, or brought back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.signature import Signature
from checkin.texts import _, first_few
from storage.activities.removing import (
    bring_back_activity,
    hide_activity,
    show_activity_again,
    void_activity,
    what_hangs_on,
)
from storage.presence.board import Presence, PresenceState, read_board
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import REASON_NEEDED, ask_text
from tui.desk.making.changing import change_in_form
from tui.screens.deed import REASON, Deed, DeedForm, Values, Work
from tui.words.counts import waits_afterwards_text


class _Found(NamedTuple):
    """The activity, how many scans and other entries hang on it, and who is on site there."""

    activity: Activity
    scans: int
    others: int
    here: tuple[Presence, ...]


async def remove_activity(desk: Desk, key: str) -> None:
    """Ask for the reason and do it as the supervisor; a desk that scanned for the activity has none then."""
    found = await desk.tried(lambda store: _look(store, key))
    if found is None:
        return
    done = await desk.app.push_screen_wait(DeedForm(desk, _deed(found, desk)))
    chosen = desk.state.activity
    if done is not None and not found.activity.hidden and chosen is not None and chosen.key == key:
        desk.state.leave_activity(desk.clock.now())
        desk.display.show_state()


async def bring_activity_back(desk: Desk, activity: Activity) -> None:
    """Ask for the reason, show whose hours change, and let one that was struck out be there again, as the supervisor."""
    title = _("Bring the activity back?")

    async def bring(reason: str) -> Activity:
        def work(store: Store, signed: Signature) -> Activity:
            return bring_back_activity(store, activity.key, signed.because(reason))

        return await change_in_form(desk, title, work, [activity.name], _("bring it back"))

    told = _("It was struck out; scans that were taken in it since stand in it again, and count.")
    await ask_text(
        desk, title, _("why"), explanation=f"{activity.name}\n{told}", value=_("struck out by mistake"),
        needed=REASON_NEEDED, use=bring,
    )  # fmt: skip


def _look(store: Store, key: str) -> _Found:
    here = read_board(store, key).state(PresenceState.ON_SITE)
    return _Found(store.ledger.facts().activity(key), *what_hangs_on(store, key), here)


def _deed(found: _Found, desk: Desk) -> Deed[object]:
    activity, warning = found.activity, ""
    work: Callable[[Store, str, Signature], object]
    if activity.hidden:
        title, work = _("Bring the activity back?"), show_activity_again
        told = _("It is in the lists again; its hours were never gone.")
    elif found.scans or found.others:
        title, work = _("Hide the activity?"), hide_activity
        told = _("Recorded there: scans: {scans}, other entries: {others}. Its hours stay, and stay in all totals.")
        told = told.format(scans=found.scans, others=found.others)
        warning = _on_site_text(found.here)
    else:
        title, work = _("Strike the activity out?"), void_activity
        told = _("Nothing was recorded there: nothing of it is left afterwards.")

    def make(values: Values) -> Work[object]:
        return lambda store: work(store, activity.key, Signature(desk.supervisor_name, values[REASON]))

    return Deed(title, make, reasons=_reasons(activity), explanation=f"{activity.name}\n{told}", warning=warning)


def _reasons(activity: Activity) -> tuple[str, ...]:
    if activity.hidden:
        return (_("hidden by mistake"),)
    return (_("made by mistake"), _("made twice"), _("did not take place"))


def _on_site_text(here: tuple[Presence, ...]) -> str:
    if not here:
        return ""
    return waits_afterwards_text(len(here)) + " " + first_few(row.name or row.number for row in here)
