"""A writer without a folder, for screens that stand still."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from tests.standing_clock import StandingClock
from tui.model.writer_handle import WriterHandle


class StillWriter(WriterHandle):
    """Answers what it was given; all else stays unanswered. The time is `now`, in milliseconds."""

    def __init__(self, now: int, **answers: Any) -> None:
        super().__init__(Path("desk"), None, StandingClock(now).clock)
        self.answers = answers

    def submit(self, job: Callable[..., Any]) -> Future[Any]:
        """The answer for a job of this name."""
        future: Future[Any] = Future()
        name = getattr(job, "func", job).__name__
        if name in self.answers:
            future.set_result(self.answers[name])
        return future
