"""What the desk and the screens above it need from each other, as protocols: neither knows the other's class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar, runtime_checkable

from checkin.clock import Clock
from checkin.rules.activities import Activity
from storage.disk.identity import DeskIdentity
from storage.store import Store
from tui.model.verdicts import Verdict
from tui.model.writer_handle import WriterHandle

T = TypeVar("T")


class DeskServices(Protocol):
    """What a screen may ask the desk for. If something goes wrong in `tried`, the person is told and the screen gets None."""

    @property
    def clock(self) -> Clock:
        """The time at this desk."""

    @property
    def writer(self) -> WriterHandle:
        """The writer, for dialogs that show errors themselves."""

    @property
    def identity(self) -> DeskIdentity | None:
        """Which desk this is; None while the folder is not open yet."""

    @property
    def activity(self) -> Activity | None:
        """The activity that scans go to."""

    @property
    def supervisor_name(self) -> str | None:
        """The name that a correction carries."""

    async def tried(self, job: Callable[[Store], T]) -> T | None:
        """Run a job in the writer's thread; None where it could not be done."""

    async def as_supervisor(self) -> bool:
        """Whether the person here may correct the record; asks for the PIN or a name where they are missing.

        Call it in a worker: it waits for a dialog.
        """

    def has_now(self, volunteer: str, things: Sequence[str]) -> None:
        """Things were given to a volunteer (a key) or taken back: what they have now, for the verdict that is shown still."""

    async def read_board(self) -> None:
        """The record was corrected here: read again what the desk shows of it."""


@runtime_checkable
class ShowsVerdict(Protocol):
    """A screen on which a scan is said while it is open."""

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what a scan came to."""


@runtime_checkable
class ShowsZone(Protocol):
    """A screen on which the verdict zone stays in sight, whatever it shows."""

    def show_zone(self, verdict: Verdict, frame: str) -> None:
        """Show what the zone shows now; `frame` is the word around it while all scans have one direction, else empty."""


@runtime_checkable
class FollowsRecord(Protocol):
    """A screen that shows more of the record than the desk does."""

    def record_changed(self) -> None:
        """Something was recorded: read again what is shown."""
