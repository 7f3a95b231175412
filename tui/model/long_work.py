"""A long work in a thread of its own: it tells how far it is, and can be stopped. The screen reads, the work writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from checkin.progress import listening
from checkin.rules.problems import N_
from checkin.texts import _

T = TypeVar("T")

STOPPED = N_("Stopped: nothing was written.")


def _nothing() -> None:
    pass


_SURE_MS = 1_000
"""Before that, a guess of the time left would jump about."""


class Stopped(BaseException):
    """A person stopped the work. No `except Exception` on its way may keep it: files and transactions are given up whole.

    Its text says what stands all the same; it is empty where nothing was written.
    """


class LongWork:
    """What is counted, how many are done and how many there are; `now` gives milliseconds that run on."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._stopping = False
        self._way_back = True
        self._wrote = False
        self.when_stopped: Callable[[], None] = _nothing
        """Ends what runs just now without telling how far it is, such as a query; called each time when somebody stops the work."""
        self._begun = now()
        self.words = ""
        self.total: int | None = None
        self.done = 0

    def run(self, work: Callable[[], T]) -> T:
        """Do the work, in this thread. Raises Stopped where a person stopped it, and what the work raises."""
        with listening(self):
            self._leave_if_asked()
            return work()

    def begin(self, words: str, total: int | None) -> None:
        """Something is counted from now on."""
        self._begun = self._now()
        self.words, self.total, self.done = words, total, 0

    def reached(self, done: int) -> None:
        """So many are done. Raises Stopped."""
        self._leave_if_asked()
        self.done = done

    def end(self) -> None:
        """The count is over; the work may still go on, for example to write the file."""

    def stop(self) -> None:
        """End the work as soon as it tells how far it is. What is done by then is done whole, or not at all."""
        if self._way_back:
            self._stopping = True
            self.when_stopped()

    def no_way_back(self) -> None:
        """From now on it is written, and nothing stops it. Raises Stopped where it was stopped before."""
        self._leave_if_asked()
        self._way_back = False

    def is_written(self) -> None:
        """What was written stands; what comes now can be stopped again."""
        self._way_back, self._wrote = True, True

    @property
    def can_be_stopped(self) -> bool:
        """Whether Esc still ends it with nothing written."""
        return self._way_back

    @property
    def is_stopping(self) -> bool:
        """Whether it was stopped, and has not ended yet."""
        return self._stopping

    @property
    def seconds_left(self) -> int | None:
        """About how long it still takes; None where that can't be said."""
        taken = self._now() - self._begun
        if not self.total or not self.done or taken < _SURE_MS:
            return None
        return round(taken * (self.total - self.done) / self.done / 1000)

    def _leave_if_asked(self) -> None:
        if self._stopping:
            raise self.stopped()

    def stopped(self) -> Stopped:
        """What is raised: it says where a part of the work was written before."""
        return Stopped(_("Stopped: a part was written before, the rest was not.")) if self._wrote else Stopped()
