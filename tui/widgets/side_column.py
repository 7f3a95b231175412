"""The column beside the verdict: how many are here, who came last, who is missing. Where there is little room it is one panel
that turns."""

from __future__ import annotations

from enum import StrEnum

from textual.app import ComposeResult
from textual.widget import Widget

from checkin.texts import _
from storage.presence.board import Board, PresenceState
from tui.model.presence_counts import arrivals, class_counts
from tui.widgets.arrival_curve import ArrivalCurve
from tui.widgets.class_rows import class_rows, missing_rows
from tui.widgets.lines_pane import LinesPane
from tui.widgets.people import arrived_rows
from tui.widgets.style_classes import use_classes
from tui.widgets.viewfinder import Viewfinder

LEAST_OF_LISTS = 10
"""Lines that the bars of classes leave to the lists below them."""


class Panel(StrEnum):
    """What the column shows where it has room for one of them."""

    HERE = "here"
    MISSING = "missing"
    CLASSES = "classes"


class SideColumn(Widget):
    """All panels where it has the class `-all`, else the one that it was turned to."""

    DEFAULT_CSS = """
    SideColumn { layout: vertical; width: 30; height: 1fr; border-left: solid $line; }
    SideColumn LinesPane { height: 1fr; display: none; }
    SideColumn.-all LinesPane, SideColumn.-here #on_site, SideColumn.-missing #absent, SideColumn.-classes #classes { display: block; }
    SideColumn #curve_room { height: auto; display: none; }
    SideColumn.-all #curve_room, SideColumn.-classes #curve_room { display: block; }
    SideColumn.-nameless Viewfinder { width: 30; }
    """

    def __init__(self) -> None:
        super().__init__(id="right")
        self.viewfinder = Viewfinder()
        self.classes_pane = LinesPane(id="classes")
        self.curve = ArrivalCurve()
        self.on_site = LinesPane(id="on_site")
        self.absent = LinesPane(id="absent")
        self.panel = Panel.HERE
        self._shows_all, self._shows_names = False, True
        self._board: Board | None = None
        self._use_classes()

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.viewfinder
        yield self.classes_pane
        with Widget(id="curve_room"):
            yield self.curve
        yield self.on_site
        yield self.absent

    def turn(self, by: int) -> None:
        """To the next panel (1) or the one before (-1)."""
        panels = list(Panel)
        self.panel = panels[(panels.index(self.panel) + by) % len(panels)]
        self._use_classes()
        self._say_headings()

    def show_all(self, fits: bool) -> None:
        """Whether there is room for all panels."""
        if fits != self._shows_all:
            self._shows_all = fits
            self._use_classes()
            self._say_headings()

    def show_names(self, shows: bool) -> None:
        """Whether people may be seen; else the camera's picture alone is left."""
        self._shows_names = shows
        self._use_classes()

    def _use_classes(self) -> None:
        shown = "-nameless" if not self._shows_names else "-all" if self._shows_all else f"-{self.panel}"
        names = ("-nameless", "-all", *(f"-{panel}" for panel in Panel))
        use_classes(self, {name: name == shown for name in names})

    def show(self, board: Board | None) -> None:
        """Draw another state of the activity."""
        self._board = board
        self.classes_pane.fill(lambda width: class_rows(board, width) if board else ())
        self.on_site.fill(lambda width: arrived_rows(board, width) if board else ())
        self.absent.fill(lambda width: missing_rows(board, width) if board else ())
        if board is not None:
            self.curve.show(arrivals(board), board.activity.zone)
        self._say_headings()

    def _say_headings(self) -> None:
        board = self._board
        here = _("On site")
        if board is not None:
            # Of how many means something only where people are expected.
            here += f"  {board.on_site}" + (f"/{len(board.rows)}" if board.signed_up is not None else "")
        missing = _("Not here yet")
        if board is not None and board.signed_up is not None:
            missing += f"  {len(board.state(PresenceState.ABSENT))}"
        if self._shows_all:
            self.classes_pane.head(here)
            self.on_site.head(_("Just arrived"))
            self.absent.head(missing)
            # As many rows as there are classes, as long as the lists keep some.
            rows = len(class_counts(board)) if board else 0
            self.classes_pane.styles.height = 1 + max(1, min(rows, self.size.height - LEAST_OF_LISTS))
        else:
            self.classes_pane.head(_turning(_("Classes")))
            self.on_site.head(_turning(here))
            self.absent.head(_turning(missing))
            self.classes_pane.styles.height = "1fr"

    def on_resize(self) -> None:
        """Another number of classes fits."""
        self._say_headings()


def _turning(heading: str) -> str:
    return f"‹ {heading} ›"
