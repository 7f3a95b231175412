"""Decides on a code that several desks made: which it is, before → after, the reason. Each step is a dialog, in a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from checkin.rules.events import Event
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.activities.clashes import CodeClash, decide_one, decide_several
from storage.store import Store
from storage.supervision.consequences import Foreseen, do_foreseen, foresee
from tui.model.desk_services import DeskServices
from tui.screens.choose import ChooseDialog
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.words.clashes import clash_heading, made_text
from tui.words.hours_change import change_lines

_SEVERAL = "several"
_Work = Callable[[Store, str], list[Event]]


async def decide_on_code(app: App[Any], desk: DeskServices, clash: CodeClash) -> bool:
    """Whether something was decided."""
    if not await desk.as_supervisor():
        return False
    one = _("one activity, as in: {activity}")
    lines = [(made.making.desk, one.format(activity=made_text(made))) for made in clash.made]
    lines.append((_SEVERAL, _("different activities: each later one gets a code of its own")))
    chosen = await app.push_screen_wait(ChooseDialog(clash_heading(clash), lines))
    if chosen is None:
        return False
    work = _work(clash.code, chosen, desk.supervisor_name)
    seen = await desk.tried(lambda store: _looked_ahead(store, work))
    if seen is None:
        return False
    foreseen, told = seen

    async def save(values: dict[str, str]) -> bool:
        reason = values["reason"]
        await desk.writer.ask(lambda store: do_foreseen(store, lambda at: work(at, reason), foreseen))
        return True

    dialog = FormDialog(clash_heading(clash), [Field("reason", _("reason"))], save, "\n".join(told))
    return await app.push_screen_wait(dialog) is True


def _work(code: str, chosen: str, operator: str | None) -> _Work:
    def work(store: Store, reason: str) -> list[Event]:
        signed = Signature(operator, reason)
        if chosen == _SEVERAL:
            return decide_several(store, code, None, signed)
        return decide_one(store, code, chosen, signed)

    return work


def _looked_ahead(store: Store, work: _Work) -> tuple[Foreseen[list[Event]], list[str]]:
    foreseen = foresee(store, lambda at: work(at, "?"))
    return foreseen, change_lines(store, foreseen.change)
