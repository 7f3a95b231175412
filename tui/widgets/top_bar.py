"""The first line: activity, place, time left, device lights, time."""

from __future__ import annotations

from typing import NamedTuple, assert_never

from textual.content import Content
from textual.widget import Widget

from checkin.texts import _
from tui.model.lights import Light, Lights
from tui.words.cells import plain

BAR = 10
"""Cells of the bar of the activity's time."""
LEAST_NAME = 8
"""Cells of the activity's name before anything else than the time stands beside it."""

_SIGNS = {
    Light.GOOD: ("●", "$good"),
    Light.WARNING: ("▲", "bold $warning"),
    Light.BAD: ("✗", "bold $bad"),
    Light.OFF: ("○", "$quiet"),
}


class Title(NamedTuple):
    """What the line says. `plan` is the place with the planned times; `gone` how much of the planned time is over, of `BAR`
    cells, and how much is left, None outside of it."""

    activity: str = ""
    marks: tuple[str, ...] = ()
    plan: str = ""
    desk: str = ""
    time: str = ""
    lights: Lights = Lights()
    gone: tuple[int, str] | None = None


class TopBar(Widget):
    """One line. Where there is little room the desk's name gives way first, then the plan, the bar, the words of lights that are
    good, those lights; the clock, the marks and what is wrong stay."""

    DEFAULT_CSS = "TopBar { width: 1fr; text-wrap: nowrap; height: 1; background: $panel; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._title = Title()

    def show(self, title: Title) -> None:
        """Say something else; drawn anew only where it differs."""
        if title != self._title:
            self._title = title
            self.refresh()

    def render(self) -> Content:
        """The line at the present width."""
        title, width = self._title, self.content_size.width
        name = Content.styled(plain(title.activity), "bold")
        marks = Content("").join([Content.styled(f" · {mark}", "bold $warning") for mark in title.marks])
        left_words = title.gone[1] if title.gone else ""
        time = Content.styled(title.time, "bold")
        least = (
            name.truncate(min(name.cell_length, max(LEAST_NAME, width // 4))) + marks + _apart(left_words, "$primary")
        )
        lights = self._lights_within(width - least.cell_length - time.cell_length - 2)
        right = lights + time if lights.cell_length else time
        room = max(0, width - right.cell_length - 1)
        return self._left(name, marks, room).truncate(room, ellipsis=True, pad=True) + Content(" ") + right

    def _left(self, name: Content, marks: Content, room: int) -> Content:
        """As many parts as there is room for; the name is cut first."""
        title = self._title
        words = _apart(title.gone[1], "$primary") if title.gone else Content("")
        name = name.truncate(max(0, room - marks.cell_length - words.cell_length), ellipsis=True)
        bar = Content("")
        if title.gone is not None:
            cells = title.gone[0]
            bar = _apart(f"{'█' * cells}{'▁' * (BAR - cells)}", "$primary")
        plan, desk = _apart(plain(title.plan), ""), _apart(plain(title.desk), "$quiet")
        for parts in ((plan, bar, words, desk), (plan, bar, words), (bar, words), (words,), ()):
            line = name + marks + Content("").join(parts)
            if line.cell_length <= room:
                return line
        return name + marks

    def _lights_within(self, room: int) -> Content:
        """All lights with their words; else the good ones as signs; else only what is wrong."""
        for lights in (self._lights(True, True), self._lights(True, False)):
            if lights.cell_length <= room:
                return lights
        return self._lights(False, False)

    def _lights(self, good: bool, words: bool) -> Content:
        """`good`: those too that are as they should be; `words`: with the words of these."""
        lights = self._title.lights
        parts: list[str | Content | tuple[str, str]] = []
        for name, light in (
            (_("camera"), lights.camera),
            (_("disk"), lights.disk),
            (_("focus"), lights.focus),
            (_("clock"), lights.clock),
        ):
            sign, style = _SIGNS[light]
            is_wrong = light in (Light.BAD, Light.WARNING)
            if is_wrong or (good and words):
                parts += [(sign, style), (" " + name + "  ", "" if light is not Light.OFF else "$quiet")]
            elif good:
                parts.append((sign + " ", style))
        if lights.sound is not Light.GOOD:
            # A light for what is as it should be would take the room of the activity's name.
            parts.append(("○ " + _("muted") + "  ", "bold $warning"))
        return Content.assemble(*parts, *self._copies(good))

    def _copies(self, good: bool) -> list[tuple[str, str]]:
        lights = self._title.lights
        match lights.copies:
            case Light.GOOD:
                word = _("sealed copy {time}") if lights.sealed else _("copy {time}")
                return [(word.format(time=lights.copied) + " ✓  ", "$good")] if good else []
            case Light.BAD | Light.WARNING:
                return [("✗ " + _("copy {time}").format(time=lights.copied or "—") + "  ", "bold $bad")]
            case Light.OFF:
                return []
            case unreachable:
                assert_never(unreachable)


def _apart(text: str, style: str) -> Content:
    return Content.styled(f"  {text}", style) if text else Content("")
