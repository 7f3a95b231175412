"""Whether the answer to a scan can be seen on a screen, whatever stands open above the desk."""

from __future__ import annotations

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from tui.model.verdicts import Verdict
from tui.screens.review.screen import ReviewScreen
from tui.widgets.verdict_panel import VerdictPanel


def not_seen(app: App[int], desk: Screen[None], verdict: Verdict) -> str:
    """Why the verdict can't be seen; empty where it can. A verdict has at least a line of its word on the topmost screen."""
    top = app.screen
    if isinstance(top, ReviewScreen):
        return "" if _shown(top.scanned) else f"the review says nothing of {verdict.word} {verdict.name}"
    panels = [panel for panel in top.query(VerdictPanel) if _shown(panel)]
    if not panels:
        return f"no verdict on {top}, which stands above {desk}" if top is not desk else "the desk shows no verdict"
    if panels[0].verdict != verdict:
        return f"{top} shows {panels[0].verdict} and not {verdict}"
    lines = [panels[0].render_line(y).text for y in range(panels[0].content_size.height)]
    return (
        ""
        if any(line.strip() for line in lines)
        else f"the verdict on {top} is empty {app.size} {panels[0].region} {panels[0].content_size} {verdict}"
    )


def _shown(widget: Widget) -> bool:
    """Whether some of it is within the terminal."""
    seen = widget.region.intersection(widget.screen.region)
    return bool(widget.display and seen.width and seen.height)
