"""What the desk shows: drawn from its state, never decided here."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from checkin.clock import Clock
from checkin.texts import _, ngettext
from storage.presence.board import Board
from storage.presence.held_scans import HeldSpan
from tui.desk.host import Host
from tui.devices.sound import Sound
from tui.model.desk_mode import DeskMode
from tui.model.desk_services import FollowsRecord, ShowsVerdict, ShowsZone
from tui.model.desk_state import DeskState
from tui.model.keys_now import entries_now
from tui.model.lights import Light
from tui.model.verdict_zone.readiness import plan_text, time_gone
from tui.model.verdict_zone.zone import FRESH_MS, in_zone, is_over
from tui.model.verdicts import Verdict
from tui.model.waiting import Waiting
from tui.screens.desk import DeskScreen
from tui.widgets.notice import Notice
from tui.widgets.top_bar import BAR, Title
from tui.widgets.verdict_panel import VerdictPanel
from tui.words.amounts import clock_seconds_text, zone_of

BOARD_DELAY_S = 0.05


class Display:
    """The desk's screen, and what the screens above it show of scans: verdicts, lists, lights, notices."""

    def __init__(
        self, state: DeskState, screen: DeskScreen, sound: Sound, waiting: Waiting, clock: Clock, host: Host
    ) -> None:
        self.screen = screen
        self._state = state
        self._sound = sound
        self._waiting = waiting
        self._clock = clock
        self._host = host
        self._board_is_due = False
        self._scanned_at = 0

    def show_verdict(self, verdict: Verdict) -> None:
        """Large on the desk, and above the dialog that is open; then its sound."""
        self._scanned_at, self._state.verdict = self._clock.steady(), verdict
        self.screen.verdict.show(in_zone(self._state, 0))
        for screen in self._host.screen_stack:
            self._show_above(screen)
        self._sound.say(verdict.tone)

    def screen_changed(self, screen: Screen[Any]) -> None:
        """Another screen is the topmost one: it does not cover a verdict that people have not read yet."""
        self._show_zone_on(screen)
        if not self._state.idle and self._age() < FRESH_MS:
            self._show_above(screen)

    def let_age(self) -> None:
        """A second has passed: the verdict tells its age, and makes room for the next person in the end."""
        age = self._age()
        over = is_over(self._state, age, len(self._waiting))
        if over:
            self._state.end_verdict(self._clock.now())
        self._show_zone()
        above = [screen for screen in self._host.screen_stack if screen.has_class("-scanned")]
        for screen in above if over or not self._state.idle else ():
            if over:
                screen.remove_class("-scanned")
            for panel in screen.query(VerdictPanel):
                panel.show(in_zone(self._state, age))

    def _age(self) -> int:
        return self._clock.steady() - self._scanned_at

    def _show_zone(self) -> None:
        """Drawn only where it is something else than what is there."""
        shown = in_zone(self._state, self._age())
        if shown != self.screen.verdict.verdict:
            self.screen.verdict.show(shown)
        for screen in self._host.screen_stack:
            self._show_zone_on(screen)

    def _show_zone_on(self, screen: Screen[Any]) -> None:
        if isinstance(screen, ShowsZone) and screen.is_mounted:
            screen.show_zone(in_zone(self._state, self._age()), self._state.frame())

    def _show_above(self, screen: Screen[Any]) -> None:
        if not isinstance(screen, ShowsVerdict):
            return
        if screen.is_mounted:
            screen.show_verdict(self.screen.verdict.verdict)
        else:
            # By then there may be a newer one.
            screen.call_after_refresh(self._show_above, screen)

    def show_state(self) -> None:
        """The verdict of the state, in silence, and the board."""
        self._show_zone()
        self.show_board()

    def show_idle(self) -> None:
        """What holds of the activity while nobody is scanned; drawn only where it is something new."""
        if self._state.be_idle(self._clock.now()):
            self._show_zone()

    def show_read(self, board: Board) -> None:
        """The board was read anew."""
        if self._state.read(board, self._clock.now()):
            self._show_zone()
        self.show_board()

    def use_mode(self, mode: DeskMode) -> None:
        """Lock the desk, let people scan by themselves, or open it again."""
        self._state.mode = mode
        self.screen.use_mode(mode)
        self.show_state()

    def show_keys(self) -> None:
        """The keys that fit now."""
        self.screen.show_keys(entries_now(self.screen.commands, self._state, len(self._waiting)))

    def show_held(self, held: HeldSpan) -> None:
        """Other scans are held than before, or none any more."""
        if held == self._state.held:
            return
        self._state.held = held
        if self._state.idle or self._state.activity is None:
            self.show_idle()
        self.show_lists()

    def show_board_soon(self) -> None:
        """The lists may follow a moment after the verdict, once for several scans."""
        if not self._board_is_due:
            self._board_is_due = True
            self._host.set_timer(BOARD_DELAY_S, self.show_board)

    def show_board(self) -> None:
        """Who is here, the last scans, the first line."""
        self._board_is_due = False
        self.show_lists()
        if self._state.activity is not None:
            self.screen.show_scans(self._state.scans, self._state.activity.timezone, self._clock.now())
        for screen in self._host.screen_stack:
            if isinstance(screen, FollowsRecord):
                screen.record_changed()
        self.show_top()

    def show_lists(self) -> None:
        """Who is here and who is missing, as of now."""
        now = self._clock.now()
        self._state.let_time_pass(now)
        # Without an activity the verdict says it.
        held = self._state.held_line() if self._state.activity is not None else ""
        self.screen.show_board(self._state.board, now, self._state.desks, held)
        self.show_keys()

    def show_top(self) -> None:
        """Draw the first line again: activity, plan, desk, lights, time."""
        state, now = self._state, self._clock.now()
        self.screen.verdict.frame(state.frame())
        self.screen.top.show(
            Title(
                state.title(),
                tuple(state.marks(now)),
                plan_text(state.activity),
                state.desk(),
                clock_seconds_text(now, zone_of(state.activity, state.identity, self._clock)),
                state.lights,
                time_gone(state.activity, now, BAR),
            )
        )

    def show_notice(self) -> None:
        """Show warnings across the screen and on the lights."""
        waiting = len(self._waiting)
        replaced = self._state.is_record_replaced
        self._state.light(disk=Light.BAD if waiting or replaced or self._state.is_missing else Light.GOOD)
        lines = []
        if replaced:
            lines.append(
                _("✗ The record was deleted, moved or replaced: nothing is recorded. Put it back, or close the desk.")
            )
        if self._state.is_missing:
            lines.append(
                _(
                    "✗ Events that were recorded are missing: take the copy from the stick with Shift+F7; see hourdesk check."
                )
            )
        if self._state.lights.focus is Light.BAD:
            lines.append(_("⚠ This window is not in front: scans are not recorded. Click into it."))
        if waiting:
            text = ngettext(
                "✗ {count} scan is NOT RECORDED · Shift+F8", "✗ {count} scans are NOT RECORDED · Shift+F8", waiting
            )
            lines.append(text.format(count=waiting))
        for screen in self._host.screen_stack:
            if isinstance(notice := getattr(screen, "notice", None), Notice):
                notice.say("\n".join(lines))
        self._show_zone()
        self.show_keys()
        self.show_top()
