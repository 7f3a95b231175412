"""The way of the clerk: the pages from the first one down to the one that is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checkin.texts import _
from tui.district.arranging import AS_MADE, Look
from tui.district.page import Maker, Page
from tui.widgets.key_bar import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """A page, what made it, and how it was looked at when it was left."""

    maker: Maker
    page: Page
    look: Look = AS_MADE


class Way:
    """The steps, the first page first."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    @property
    def last(self) -> Step | None:
        """The step that is shown; None while the first page is being made."""
        return self.steps[-1] if self.steps else None

    @property
    def titles(self) -> list[str]:
        """The titles of all pages of the way: they say where one is."""
        return [step.page.title for step in self.steps]

    def keys(self, *, opens: bool) -> list[Entry]:
        """The keys that lead down, where what is marked opens a page, and up."""
        down = [("Enter", _("down"), "app.down")] if opens else []
        return [*down, ("Esc", _("up"), "app.up")] if len(self.steps) > 1 else down

    def keep(self, look: Look) -> None:
        """Keep how somebody looks at the page that is shown."""
        if self.steps:
            self.steps[-1] = replace(self.steps[-1], look=look)

    def down(self, step: Step, *, instead: bool = False) -> None:
        """Another page below the last one, or instead of it."""
        if instead and self.steps:
            self.steps.pop()
        self.steps.append(step)

    def up(self) -> bool:
        """Back to the page above; False where there is none."""
        if len(self.steps) < 2:
            return False
        self.steps.pop()
        return True

    def to_first(self) -> None:
        """Back to the first page, below which every other way begins."""
        del self.steps[1:]

    def renew(self, pages: Iterable[Page]) -> None:
        """The same steps with their pages made anew, from the first one on. Somebody may have gone up meanwhile."""
        self.steps = [replace(step, page=page) for step, page in zip(self.steps, pages, strict=False)]
