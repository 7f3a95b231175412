"""A screen that gives its answer exactly once, and only from the top of the stack."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen

T = TypeVar("T")


class AnsweringScreen(Screen[T]):
    """Whoever opened it waits for the answer.

    Textual takes away the topmost screen, whichever one is dismissed. So an answer that comes while another screen stands
    above is kept until that one is gone, and an answer after the first is dropped.
    """

    _answer: tuple[T | None] | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the answer is given, though the screen may still stand below another one."""
        return self._answer is not None

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Answer with `result` and go, now or as soon as nothing stands above. Only the first call counts."""
        if self._answer is not None:
            return AwaitComplete()
        self._answer = (result,)
        return self._go()

    async def _on_message(self, message: Message) -> None:
        """What a part sent up before the answer may come behind it, when the parts are gone: nobody hears it. Textual has no other
        place where that can be said."""
        if self._answer is None or not message.bubble or isinstance(message, events.Event):
            await super()._on_message(message)

    def on_screen_resume(self) -> None:
        """The screen above is closed: give the answer that was kept, if there is one."""
        if self._answer is not None:
            self._go()

    def _go(self) -> AwaitComplete:
        if self._answer is None or not self.is_active:
            return AwaitComplete()
        return super().dismiss(self._answer[0])
