"""One thing that a supervisor can do: what is asked, what comes of the answers, and the form for it, which asks for the supervisor
last of all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.widget import Widget

from checkin.texts import _
from storage.store import Store
from storage.supervision.consequences import try_out
from tui.model.desk_services import DeskServices
from tui.model.stay import need_supervisor
from tui.screens.dialog import Text
from tui.screens.field import Field
from tui.screens.fields.kinds import Words
from tui.screens.form import FormDialog

R = TypeVar("R")
Values = Mapping[str, str]
Work = Callable[[Store], R]
Operator = Callable[[], str | None]
"""Gives the name that is written beside a deed; it is asked for when the deed is done, for only then it is known."""

REASON = "reason"


@dataclass(frozen=True, slots=True)
class Deed(Generic[R]):
    """`make` gets the answers by field and gives the work for the writer's thread; it raises Refused for an answer that can't
    be understood. `explanation` and `warning` stand above the fields.

    Where `reasons` are given a last field asks for the reason: the first one stands in it, the others can be picked.
    """

    title: str
    make: Callable[[Values], Work[R]]
    fields: tuple[Field, ...] = ()
    reasons: tuple[str, ...] = ()
    warning: str = ""
    reason_label: str = ""
    explanation: str = ""


class DeedForm(FormDialog[R]):
    """Has the deed done by the supervisor, and gives back what it came to. Where the deed only looks, `then` is done with that while
    the form stands, and asks for the supervisor itself. What is refused is said in the form.

    Where it `tries`, the deed is tried before anybody types a PIN for what is refused; it must write nothing but the record then.
    """

    def __init__(
        self,
        desk: DeskServices,
        deed: Deed[R],
        then: Callable[[R], Awaitable[None]] | None = None,
        *,
        tries: bool = False,
    ) -> None:
        fields = list(deed.fields)
        if deed.reasons:
            fields.append(
                Field(REASON, deed.reason_label or _("why"), deed.reasons[0], kind=Words(_more(deed.reasons)))
            )
        super().__init__(deed.title, fields, self.do, deed.explanation, does=_("go on") if then is not None else "")
        self._desk = desk
        self._writer = desk.writer
        self._deed = deed
        self._then = then
        self._tries = tries

    def parts(self) -> Iterable[Widget]:
        """A warning, the fields, and that there are more reasons."""
        yield Text(self._deed.warning, warns=True)
        yield from super().parts()
        if _more(self._deed.reasons):
            yield Text(_("↓ other reasons, or write your own"), id="others")

    async def do(self, values: dict[str, str]) -> R:
        """In the writer's thread."""
        work = self._deed.make(values)
        if self._then is not None:
            done = await self._writer.ask(work)
            await self._then(done)
            return done
        if self._tries:
            await self._writer.ask(lambda store: try_out(store, work))
        await need_supervisor(self._desk)
        return await self._writer.ask(work)


def _more(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The reasons that the list offers; none where there is nothing to choose."""
    return tuple(reason for reason in reasons if reason) if len(reasons) > 1 else ()
