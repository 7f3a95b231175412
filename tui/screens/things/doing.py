"""One thing is given or taken back: asked in a form where something is to be typed, and once more where it is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

from textual.app import App

from checkin.rules.field_values import LONGEST_PIECE, LONGEST_THING
from checkin.rules.problems import N_, Refused
from checkin.rules.signature import Signature
from checkin.rules.typed_numbers import parse_whole
from checkin.texts import _, say
from storage.store import Store
from storage.things.handing import MAY_INSIST, HandedOver, give, take_back
from storage.things.naming import WRITE_THING
from storage.things.whose import Hand
from tui.model.desk_services import DeskServices
from tui.model.stay import Stay
from tui.screens.ask import AskDialog
from tui.screens.field import Field
from tui.screens.fields.kinds import Number
from tui.screens.form import FormDialog
from tui.words.cells import plain
from tui.words.faults import Trouble, sentences

_THING, _PIECE, _COUNT = "THING", "--piece", "--count"
"""Names of the fields, as the problems of the command line name their places."""


class Deed(Protocol):
    """Writes that something changed hands: `give` or `take_back`."""

    def __call__(self, store: Store, hand: Hand, signed: Signature, *, insist: bool) -> HandedOver:
        """What was written. Raises Refused, also for what is only doubtful, unless somebody insists."""


class Doing:
    """`desk` has the writer, `app` shows dialogs. Each way gives what was written, None where nothing was."""

    def __init__(self, app: App[Any], desk: DeskServices) -> None:
        self._app, self._desk = app, desk

    async def do(self, deed: Deed, hand: Hand) -> HandedOver | None:
        """Do it; what is wrong is said, what is doubtful is asked."""
        try:
            return await self._done(deed, hand)
        except Refused as refused:
            self._say([say(replace(problem, where="")) for problem in refused.problems])
        except Trouble as error:
            self._say(sentences(error))
        except Stay:
            pass
        return None

    async def ask_quantity(self, hand: Hand) -> HandedOver | None:
        """Ask how many of several come back."""
        title = _("Take back: {thing}").format(thing=plain(hand.thing))
        return await self._fill(title, [_count(str(hand.quantity))], hand, take_back)

    async def ask_thing(self, hand: Hand) -> HandedOver | None:
        """Ask which thing, where `hand` has none, which piece of it, and how many."""
        thing = Field(
            _THING, _("thing"), example=_("such as a vest or a key"), most=LONGEST_THING,
            needed=WRITE_THING,
        )  # fmt: skip
        piece = Field(_PIECE, _("its number"), example=_("12 for vest 12; empty where it has none"), most=LONGEST_PIECE)
        title = _("Give: {thing}").format(thing=plain(hand.thing)) if hand.thing else _("Give something")
        return await self._fill(title, [piece] if hand.thing else [thing, piece, _count("1")], hand, give)

    async def _fill(self, title: str, fields: Sequence[Field], hand: Hand, deed: Deed) -> HandedOver | None:
        async def keep(values: dict[str, str]) -> HandedOver:
            return await self._done(deed, _meant(hand, values))

        return await self._app.push_screen_wait(FormDialog(title, fields, keep))

    async def _done(self, deed: Deed, hand: Hand) -> HandedOver:
        """Do it; what is doubtful is asked. Raises Trouble, and Stay for no."""
        try:
            return await self._written(deed, hand, insist=False)
        except Refused as refused:
            if not all(problem.code in MAY_INSIST for problem in refused.problems):
                raise
            lines = [say(replace(problem, where="")) for problem in refused.problems]
        if not await self._app.push_screen_wait(AskDialog(_("Write it down all the same?"), lines, _("write it down"))):
            raise Stay
        return await self._written(deed, hand, insist=True)

    async def _written(self, deed: Deed, hand: Hand, *, insist: bool) -> HandedOver:
        signed = Signature(self._desk.writer.operator)
        written: Callable[[Store], HandedOver] = lambda store: deed(store, hand, signed, insist=insist)  # noqa: E731
        return await self._desk.writer.ask(written)

    def _say(self, lines: Sequence[str]) -> None:
        self._app.notify("\n".join(lines), severity="error", timeout=15, markup=False)


def _meant(hand: Hand, values: dict[str, str]) -> Hand:
    quantity = parse_whole(values[_COUNT], _COUNT) if _COUNT in values else hand.quantity
    return hand._replace(
        thing=values.get(_THING, hand.thing), piece=values.get(_PIECE) or hand.piece, quantity=quantity
    )


def _count(value: str) -> Field:
    return Field(_COUNT, _("how many"), value, kind=Number(), needed=N_("write how many"))
