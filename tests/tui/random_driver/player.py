"""Does the steps on an app as a terminal would, and looks after each whether the app is well."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Iterable

from textual import events
from textual.app import App
from textual.message_pump import active_message_pump
from textual.pilot import Pilot

from tests.standing_clock import StandingClock
from tests.tui.random_driver.steps import Click, Keys, Later, Paste, Resize, Step
from tests.tui.random_driver.watching import Watch
from tui.screens.ask import AskDialog
from tui.screens.form import FormDialog

PATIENCE_S = 20.0
MOST_ESCAPES = 30
"""Some of them come while a form is still busy with the keys before."""
_CHARACTERS = {"enter": "\r", "tab": "\t", "space": " ", "question_mark": "?"}
# A slash is a command and never typed: it would name the root of this computer.
_NAMES = {"?": "question_mark", "-": "minus"}


class Player:
    """`app` runs in `pilot`; what the watch sees is a failure."""

    def __init__(self, app: App[int], pilot: Pilot[int], watch: Watch, clock: StandingClock) -> None:
        self.app, self.pilot, self.watch, self.clock = app, pilot, watch, clock

    @property
    def is_over(self) -> bool:
        """Whether the app was left."""
        return self.app.return_code is not None

    async def play_until_left(self, left: list[Step], played: list[Step], between: int) -> None:
        """Take steps from `left` until the app is left or none is left; Esc leads back after each `between` of them."""
        while left and not self.is_over:
            played.append(left.pop(0))
            await self.play(played[-1])
            if len(played) % between == 0:
                await self.back()
        await self.back()

    async def play(self, step: Step) -> None:
        """Do one step, and see that the app is well."""
        active_message_pump.set(self.app)
        await self.do(step)
        await self.settle()
        self.look()

    async def do(self, step: Step) -> None:
        """What every app knows."""
        match step:
            case Keys(names):
                self.press(names)
            case Paste(text):
                self.app.post_message(events.Paste(text))
            case Click(x, y):
                width, height = self.app.size
                await self.click(x % max(1, width), y % max(1, height))
            case Resize(width, height):
                await self.pilot.resize_terminal(width, height)
            case Later(seconds):
                self.clock.advance(seconds * 1000)
            case _:
                raise TypeError(f"nobody here can do {step}")

    def press(self, names: Iterable[str]) -> None:
        """All in a moment."""
        for name in names:
            char = name if len(name) == 1 else _CHARACTERS.get(name)
            self.app.post_message(events.Key(_NAMES.get(name, name), char))

    async def click(self, x: int, y: int) -> None:
        """Down, up, and Textual makes the click of it."""
        for kind in (events.MouseMove, events.MouseDown, events.MouseUp):
            at = kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
            self.app.post_message(at)

    async def settle(self) -> None:
        """Wait until all that can be seen has worked off what was sent to it; it must not take long."""
        for _round in range(2):
            if self.is_over or self.app._exception is not None:
                return
            await self._answers()

    async def _answers(self) -> None:
        screen = self.app.screen
        answered = asyncio.Semaphore(0)
        asked = sum(one.call_later(answered.release) for one in (self.app, *screen.walk_children(with_self=True)))
        try:
            async with asyncio.timeout(PATIENCE_S):
                for _one in range(asked):
                    await answered.acquire()
        except TimeoutError:
            # What was closed or left meanwhile answers no more.
            if self.app.screen is screen and screen.is_running and not self.is_over and self.app._exception is None:
                raise AssertionError(f"{screen} does not answer") from None

    def look(self) -> None:
        """No exception reached the app, its workers or its callbacks."""
        if (error := self.app._exception) is not None:
            raise AssertionError("the app ended with\n" + "".join(traceback.format_exception(error)))
        if self.watch.faults:
            raise AssertionError("went wrong unheard:\n" + "\n".join(self.watch.faults))

    async def back(self) -> None:
        """A bounded number of Esc leads from wherever one is to where one began; where a form asks whether what was typed may be
        lost, it may."""
        for _press in range(MOST_ESCAPES):
            if self.is_over or self.is_back():
                return
            asks = isinstance(self.app.screen, AskDialog) and isinstance(self.app.screen_stack[-2], FormDialog)
            if asks:
                # An Enter right behind a scan is taken for the second end of the scanner's burst.
                await asyncio.sleep(1)
            await self.play(Keys(("enter" if asks else "escape",)))
            # A key goes from the field up to the screen, and only then the question is there.
            await asyncio.sleep(0.1)
            for _wait in range(100):
                if not self.is_busy():
                    break
                await asyncio.sleep(0.02)
        if not self.is_over and not self.is_back():
            raise AssertionError(f"{MOST_ESCAPES} times Esc, and still in {self.app.screen_stack}")

    def is_back(self) -> bool:
        """Whether this is where one began."""
        return len(self.app.screen_stack) == 1

    def is_busy(self) -> bool:
        """Whether something is being done that Esc must wait for."""
        return any(not worker.is_finished for worker in self.app.workers if worker.node is self.app.screen)
