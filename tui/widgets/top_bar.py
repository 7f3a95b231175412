"""The first line: activity, desk, device lights, time."""

from __future__ import annotations

from typing import assert_never

from textual.content import Content
from textual.widget import Widget

from checkin.texts import _
from tui.model.lights import Light, Lights
from tui.words.cells import cell_width

BAR = 10
"""Cells of the bar of the activity's time."""

_SIGNS = {
    Light.GOOD: ("●", "$good"),
    Light.WARNING: ("▲", "bold $warning"),
    Light.BAD: ("✗", "bold $bad"),
    Light.OFF: ("○", "$quiet"),
}


class TopBar(Widget):
    """One line; where there is little room the desk's name gives way first, then the activity's, never its marks."""

    DEFAULT_CSS = "TopBar { width: 1fr; text-wrap: nowrap; height: 1; background: $panel; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.activity = ""
        self.marks: tuple[str, ...] = ()
        self.desk = ""
        self.time = ""
        self.lights = Lights()
        self.gone: tuple[int, str] | None = None
        """How much of the activity's planned time is over, of `BAR` cells, and how much is left; None outside of it."""

    def render(self) -> Content:
        """The line at the present width."""
        right = self._right()
        room = max(0, self.content_size.width - right.cell_length - 1)
        marks = Content("").join([Content.styled(f" · {mark}", "bold $warning") for mark in self.marks])
        name = Content.styled(self.activity, "bold").truncate(max(0, room - marks.cell_length), ellipsis=True)
        left = name + marks
        if self.gone is not None:
            cells, words = self.gone
            for shown in (f"  {'█' * cells}{'▁' * (BAR - cells)} {words}", f"  {words}"):
                if left.cell_length + cell_width(shown) <= room:
                    left += Content.styled(shown, "$primary")
                    break
        desk = Content.styled("  " + self.desk if self.desk else "", "$quiet")
        left += desk.truncate(max(0, room - left.cell_length), ellipsis=True)
        return left.truncate(room, pad=True) + Content(" ") + right

    def _right(self) -> Content:
        lights = self.lights
        parts: list[str | Content | tuple[str, str]] = []
        for name, light in (
            (_("camera"), lights.camera),
            (_("disk"), lights.disk),
            (_("focus"), lights.focus),
            (_("clock"), lights.clock),
        ):
            sign, style = _SIGNS[light]
            parts += [(sign, style), (" " + name + "  ", "" if light is not Light.OFF else "$quiet")]
        if lights.sound is not Light.GOOD:
            # A light for what is as it should be would take the room of the activity's name.
            parts.append(("○ " + _("muted") + "  ", "bold $warning"))
        match lights.copies:
            case Light.GOOD:
                word = _("sealed copy {time}") if lights.sealed else _("copy {time}")
                parts.append((word.format(time=lights.copied) + " ✓  ", "$good"))
            case Light.BAD | Light.WARNING:
                parts.append(("✗ " + _("copy {time}").format(time=lights.copied or "—") + "  ", "bold $bad"))
            case Light.OFF:
                pass
            case unreachable:
                assert_never(unreachable)
        return Content.assemble(*parts, (self.time, "bold"))
