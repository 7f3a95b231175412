"""The driver at the desk: every scan is answered, can be seen, and is in the log at the end."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from textual.message import Message
from textual.pilot import Pilot

from checkin.clock import Clock
from storage.store import open_store
from tests.standing_clock import StandingClock
from tests.tui.driving import scanner
from tests.tui.random_driver.player import PATIENCE_S, Player
from tests.tui.random_driver.seeing import broken_laws, not_seen
from tests.tui.random_driver.steps import Scans, Step, TornScan
from tests.tui.random_driver.watching import Watch
from tui.desk.app import DeskApp
from tui.model.messages import ScanFailed, ScanHeld, ScanTaken


class DeskPlayer(Player):
    """`cards` are the texts of cards by name. `scanned` counts what was put before the scanner since the folder was made."""

    def __init__(
        self, app: DeskApp, pilot: Pilot[int], watch: Watch, clock: StandingClock, cards: Mapping[str, str],
        scanned: Counter[str],
    ) -> None:  # fmt: skip
        super().__init__(app, pilot, watch, clock)
        self.desk = app.desk
        self.cards, self.scanned = cards, scanned
        self._answered: Counter[str] = Counter()
        self._ids: set[str] = set()
        watch.on_message = self._hear

    def _hear(self, message: Message) -> None:
        if isinstance(message, ScanTaken | ScanHeld | ScanFailed) and message.arrival.id not in self._ids:
            self._ids.add(message.arrival.id)
            self._answered[message.arrival.text] += 1

    def look(self) -> None:
        """The laws of the screen hold too, whatever was done last."""
        super().look()
        # What is hidden below another screen is not laid out anew.
        if not self.is_over and self.app.screen is self.desk.screen and (broken := broken_laws(self.desk.screen)):
            raise AssertionError(broken)

    async def do(self, step: Step) -> None:
        """Scans too."""
        match step:
            case Scans(cards, palette):
                await self._scan([self.cards[card] for card in cards], palette=palette)
            case TornScan(card, key):
                await self._hands_off()
                text = self.cards[card]
                self.press([*text[: len(text) // 2], key, *text[len(text) // 2 :], "enter"])
                await self._hands_off()
            case _:
                await super().do(step)

    async def _scan(self, texts: list[str], *, palette: bool) -> None:
        await self._hands_off()
        if self.is_over:
            return
        self._answered.clear()
        for place, text in enumerate(texts):
            scanner(self.desk.app, text)
            if palette and place == 0:
                self.press(["ctrl+p"])
            self.scanned[text] += 1
        await self._answers_to_scans(lambda: Counter(texts) - self._answered)

    async def _hands_off(self) -> None:
        """What hands typed before is settled, so that it is no part of the burst."""
        keys = self.desk.app.capture_keys()
        await self.settle()
        while keys.deadline is not None and not self.is_over:
            await asyncio.sleep(0.01)

    async def _answers_to_scans(self, unanswered: Callable[[], Counter[str]]) -> None:
        """Wait for the answers; then the last one can be seen, whatever stands open."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while unanswered() and not self.is_over and self.app._exception is None:
                    await asyncio.sleep(0.005)
        except TimeoutError:
            raise AssertionError(f"scanned and not answered: {unanswered()}") from None
        if self.is_over:
            # The keys of a scanner find no desk any more once it was left.
            self.scanned.subtract(unanswered())
        else:
            await self._verdict_is_seen()

    async def _verdict_is_seen(self) -> None:
        """After the next drawing at the latest that has time to be done."""
        for _draw in range(100):
            await self.settle()
            if self.is_over or self.app._exception is not None or self.desk.state.idle:
                return  # idle: the activity was closed or changed meanwhile, which is said in the verdict's place
            if not (trouble := not_seen(self.app, self.desk.screen, self.desk.state.verdict)):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(trouble)

    def unwritten(self) -> Counter[str]:
        """The scans that are not on disk, and that the desk says it could not write."""
        return Counter(scan.arrival.text for scan in self.desk.taking.waiting.scans())


def logged(path: Path, cards: Mapping[str, str], clock: Clock) -> Counter[str]:
    """How many scans of each card are in the log or held on disk; what is no badge leaves no text, and counts as empty."""
    texts = {f"cq8/{name}": text for name, text in cards.items()}
    with open_store(path, clock) as store:
        rows = store.connection.execute(
            "SELECT volunteer, badge FROM log WHERE kind IN ('scan', 'refuse') AND source = 'keyboard' "
            "UNION ALL SELECT volunteer, text FROM held_scan WHERE source = 'keyboard'"
        ).fetchall()
    found: Counter[str] = Counter()
    for volunteer, badge in rows:
        found[texts.get(volunteer, badge) or ""] += 1
    return found
