"""Whether the answer to a scan can be seen on a screen, whatever stands open above the desk."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from tui.model.verdicts import Verdict
from tui.screens.desk import DeskScreen
from tui.screens.review.screen import ReviewScreen
from tui.widgets.verdict_panel import VerdictPanel


def not_seen(app: App[int], desk: Screen[None], verdict: Verdict) -> str:
    """Why the verdict can't be seen; empty where it can. A verdict has at least a line of its word on the topmost screen. How old it
    is stands before its times after some seconds, however fast the test is."""
    top = app.screen
    if isinstance(top, ReviewScreen):
        return "" if shown(top.scanned) else f"the review says nothing of {verdict.word} {verdict.name}"
    panels = [panel for panel in top.query(VerdictPanel) if shown(panel)]
    if not panels:
        return f"no verdict on {top}, which stands above {desk}" if top is not desk else "the desk shows no verdict"
    above = panels[0].verdict
    if above._replace(times=verdict.times) != verdict or not above.times.endswith(verdict.times):
        return f"{top} shows {above} and not {verdict}"
    lines = [panels[0].render_line(y).text for y in range(panels[0].content_size.height)]
    return (
        ""
        if any(line.strip() for line in lines)
        else f"the verdict on {top} is empty {app.size} {panels[0].region} {panels[0].content_size} {verdict}"
    )


def broken_laws(desk: DeskScreen) -> str:
    """What the desk's own screen does against the laws of screens.md §1; empty where it keeps them. Nothing stands over the zone,
    the zone says its state in a word, no key is cut, and what is said to be more than fits can be reached."""
    zone = desk.verdict
    if not shown(zone):
        return f"the zone is not seen at {desk.size}"
    for other in desk.walk_children(Widget):
        covers = shown(other) and other is not zone and zone not in other.walk_children(Widget)
        if covers and other.region.overlaps(zone.region):
            return f"{other} covers the zone: {other.region} and {zone.region}"
    said = "".join(zone.render_line(y).text for y in range(zone.content_size.height))
    if not said.strip() and zone.verdict.word:
        return f"the zone says nothing of {zone.verdict} at {zone.region}"
    bar = desk.keys
    for line in bar.render().plain.splitlines():
        if cell_len(line) > max(bar.content_size.width, len(" F10 ")):
            return f"a key is cut at {bar.region}: {line}"
    return ""


def shown(widget: Widget) -> bool:
    """Whether some of it is within the terminal."""
    seen = widget.region.intersection(widget.screen.region)
    return bool(widget.display and seen.width and seen.height)
