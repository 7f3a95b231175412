"""Decides on a code that several desks made: each choice with both sides and before → after beside it; then the reason. In a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from checkin.rules.events import Event
from checkin.rules.signature import Signature, with_reason
from checkin.texts import _
from exports.included_desks import desk_word
from storage.activities.clashes import CodeClash, decide_one, decide_several
from storage.store import Store
from storage.supervision.consequences import Foreseen, do_foreseen, foresee
from tui.model.desk_services import DeskServices
from tui.model.stay import need_supervisor
from tui.screens.choose_beside import ChooseBesideDialog
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.words.cells import plain
from tui.words.clashes import DIFFERENT, clash_heading, made_text
from tui.words.hours_change import change_lines

_SEVERAL = "several"
_Work = Callable[[Store, str], list[Event]]


async def decide_on_code(app: App[Any], desk: DeskServices, clash: CodeClash) -> bool:
    """Whether something was decided."""
    one = _("one activity: {activity}, as at {desk}")
    lines = [
        (made.making.desk, one.format(activity=plain(made.activity.name), desk=plain(desk_word(made.desk))))
        for made in clash.made
    ]
    lines.append((_SEVERAL, _(DIFFERENT)))
    sides = [made_text(made) for made in clash.made]

    async def told(chosen: str) -> list[str]:
        work = _work(clash.code, chosen, desk)
        return [*sides, "", *(await desk.writer.ask(lambda store: _looked_ahead(store, work)))[1]]

    chosen = await app.push_screen_wait(ChooseBesideDialog(clash_heading(clash), lines, told))
    if chosen is None:
        return False
    work = _work(clash.code, chosen, desk)
    seen = await desk.tried(lambda store: _looked_ahead(store, work))
    if seen is None:
        return False
    foreseen, change = seen

    async def save(values: dict[str, str]) -> bool:
        reason = with_reason(Signature(None, values["reason"])).reason
        assert reason is not None
        await need_supervisor(desk)
        await desk.writer.ask(lambda store: do_foreseen(store, lambda at: work(at, reason), foreseen))
        return True

    dialog = FormDialog(clash_heading(clash), [Field("reason", _("reason"))], save, "\n".join(change))
    return await app.push_screen_wait(dialog) is True


def _work(code: str, chosen: str, desk: DeskServices) -> _Work:
    def work(store: Store, reason: str) -> list[Event]:
        signed = Signature(desk.supervisor_name, reason)
        if chosen == _SEVERAL:
            return decide_several(store, code, None, signed)
        return decide_one(store, code, chosen, signed)

    return work


def _looked_ahead(store: Store, work: _Work) -> tuple[Foreseen[list[Event]], list[str]]:
    foreseen = foresee(store, lambda at: work(at, "?"))
    return foreseen, change_lines(store, foreseen.change)
