"""A laptop of the team was lost: it is revoked, and what its record says later is decided on. Each step is a dialog, in a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from textual.app import App

from checkin.rules.events import Event
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.log.named_desks import NamedDesk
from storage.store import Store
from storage.supervision.consequences import do_foreseen, foresee
from storage.supervision.lost_desks import decide_on_desk, known_desks, lost_here, reinstate_desk, revoke_desk
from tui.model.desk_services import DeskServices
from tui.screens.choose import ChooseDialog
from tui.screens.deed import REASON, Deed, DeedForm, Values, Work
from tui.screens.message import MessageDialog
from tui.words.cells import plain
from tui.words.hours_change import change_lines
from tui.words.lost_desks import IN_DIALOG, TAKE_ALONG, decided_lines, lost_lines

_MOST_LINES = 8


class _Step(NamedTuple):
    """One thing that can be done: its line in the list, the title and reasons of its form, and what it writes."""

    line: str
    title: str
    reasons: tuple[str, ...]
    do: Callable[[Store, Signature], list[Event]]


class _Looked(NamedTuple):
    """What is known of the revoked desks, in lines, and what can be done here; `steps` is empty at any but the first desk."""

    lines: list[str]
    steps: list[_Step]


async def decide_on_lost_desks(app: App[Any], desk: DeskServices) -> bool:
    """List what can be done, and do it as the supervisor; whether something was written."""
    looked = await desk.tried(_look)
    if looked is None:
        return False
    if not looked.steps:
        await app.push_screen_wait(MessageDialog(_("Lost laptop"), looked.lines))
        return False
    choices = [(str(place), step.line) for place, step in enumerate(looked.steps)]
    chosen = await app.push_screen_wait(ChooseDialog(_("Lost laptop"), choices, explanation="\n".join(looked.lines)))
    if chosen is None:
        return False
    step = looked.steps[int(chosen)]
    deed = await desk.tried(lambda store: _deed(store, step, desk))
    if deed is None or (told := await app.push_screen_wait(DeedForm(desk, deed))) is None:
        return False
    await app.push_screen_wait(MessageDialog(_("Lost laptop"), told))
    return True


def _look(store: Store) -> _Looked:
    lost = lost_here(store)
    lines = lost_lines(store, lost, IN_DIALOG)
    if not store.identity.first:
        told = _(
            "Only the team's first desk revokes laptops: do it there. If the first desk itself is lost: F10, “The first desk was lost”."
        )
        return _Looked([*lines, told], [])
    steps: list[_Step] = []
    for one in lost:
        if one.waiting.events:
            steps += [_deciding(one.desk, accept=True), _deciding(one.desk, accept=False)]
        elif one.refused:
            steps.append(_deciding(one.desk, accept=True))
    gone = {one.desk.desk for one in lost}
    steps += [_revoking(*one) for one in _lists(store, gone)]
    steps += [_reinstating(one.desk) for one in lost]
    if not steps:
        lines = [_("No other desk of the team is known here: take a pack of it first.")]
    return _Looked(lines, steps)


def _lists(store: Store, gone: set[str]) -> list[tuple[str, str]]:
    """The desks that can be revoked: how they are named to the storage, and to a person. One that went on under another id
    after a restore is there with all its ids, and with each alone."""
    own = store.identity
    others = [one for one in known_desks(store) if one.desk != own.desk and one.desk not in gone]
    names = [one.name for one in others]
    by_name = [(name, plain(name)) for name in dict.fromkeys(names) if name != own.desk_name and names.count(name) > 1]
    return by_name + [(one.desk, _named(one)) for one in others]


def _named(desk: NamedDesk) -> str:
    return _("{name} ({id})").format(name=plain(desk.name), id=desk.desk[:8])


def _revoking(desk: str, shown: str) -> _Step:
    return _Step(
        _("revoke {desk}: what it says later waits").format(desk=shown),
        _("Revoke {desk}?").format(desk=shown),
        (_("the laptop was lost"), _("the laptop was stolen")),
        lambda store, signed: revoke_desk(store, desk, signed),
    )


def _deciding(desk: NamedDesk, *, accept: bool) -> _Step:
    line = _("{desk}: accept what waits") if accept else _("{desk}: refuse what waits")
    title = _("Accept what {desk} said later?") if accept else _("Refuse what {desk} said later?")
    reasons = (
        (_("checked with the persons: it is right"), _("it was written before the laptop was lost"))
        if accept
        else (_("nobody of ours wrote this"),)
    )
    shown = _named(desk)
    return _Step(
        line.format(desk=shown),
        title.format(desk=shown),
        reasons,
        lambda store, signed: decide_on_desk(store, desk.desk, signed, accept=accept),
    )


def _reinstating(desk: NamedDesk) -> _Step:
    shown = _named(desk)
    return _Step(
        _("{desk} was not lost: all of it counts").format(desk=shown),
        _("{desk} was not lost?").format(desk=shown),
        (_("it was found again, and nobody had used it"),),
        lambda store, signed: reinstate_desk(store, desk.desk, signed),
    )


def _deed(store: Store, step: _Step, desk: DeskServices) -> Deed[list[str]]:
    """The form with before → after; it does only what was shown. Raises Refused where it can't be done."""
    foreseen = foresee(store, lambda at: step.do(at, Signature(None, "?")))
    change = foreseen.change
    lines = change_lines(store, change)[:_MOST_LINES]

    def make(values: Values) -> Work[list[str]]:
        signed = Signature(desk.supervisor_name, values[REASON])

        def work(at: Store) -> list[str]:
            written = do_foreseen(at, lambda again: step.do(again, signed), foreseen)
            return [*decided_lines(at, written, IN_DIALOG), "", _(TAKE_ALONG)]

        return work

    return Deed(step.title, make, reasons=step.reasons, explanation="\n".join(lines))
