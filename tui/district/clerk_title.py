"""The first line of the clerk's screen: the district's name, the date and the time."""

from __future__ import annotations

from datetime import tzinfo

from textual.content import Content
from textual.widget import Widget

from checkin.clock import Clock
from checkin.rules.activities import zone
from checkin.rules.instants import local_time
from checkin.texts import _
from exports.district.district import Identity
from tui.words.cells import plain


class ClerkTitle(Widget):
    """One line; where there is little room the name gives way, never the time."""

    DEFAULT_CSS = "ClerkTitle { height: 1; background: $panel; padding: 0 1; text-wrap: nowrap; }"

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._identity: Identity | None = None

    def on_mount(self) -> None:
        """The clock goes on."""
        self.set_interval(1, self.refresh)

    def show(self, identity: Identity) -> None:
        """The district is open: its name, and its time zone."""
        self._identity = identity
        self.refresh()

    @property
    def here(self) -> tzinfo | None:
        """The district's time zone; None until it is open."""
        return None if self._identity is None else zone(self._identity.timezone)

    def render(self) -> Content:
        """Name on the left, date and time on the right."""
        if self._identity is None:
            return Content.styled(_("Hourdesk"), "bold")
        at = local_time(self._clock.now(), zone(self._identity.timezone))
        day = _("{year}-{month:02d}-{day:02d}").format(year=at.year, month=at.month, day=at.day)
        right = Content.assemble((day + "  ", ""), (f"{at:%H:%M:%S}", "bold"))
        name = Content.styled(plain(self._identity.name), "bold")
        return (
            name.truncate(max(0, self.content_size.width - right.cell_length - 1), ellipsis=True, pad=True)
            + Content(" ")
            + right
        )
