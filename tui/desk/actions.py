"""What the commands do: each opens a dialog, waits for what a person chose, and has it done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual import work

from checkin.rules.events import Direction
from checkin.texts import _, language, use_language
from tui.desk.supervisor_actions import SupervisorActions
from tui.model import messages
from tui.model.lights import Light
from tui.model.themes import THEMES
from tui.screens.desk import footer_entries

SETTING_THEME, SETTING_LANGUAGE, SETTING_SOUND = "theme", "language", "sound"
_AFTER = {Direction.AUTO: Direction.IN, Direction.IN: Direction.OUT, Direction.OUT: Direction.AUTO}


class Actions(SupervisorActions):
    """Commands that need no more than the desk itself. Dialogs are loaded when they are first asked for."""

    def action_help(self) -> None:
        """All keys."""
        from tui.model.commands import COMMANDS
        from tui.screens.help import help_dialog

        begin = _(
            "Show a badge to the scanner: the first scan checks in, the next one checks out. Nobody needs to press a key. "
            "Type a letter to look for a person."
        )
        self.push_screen(help_dialog(COMMANDS, begin))

    def action_find(self, text: str = "") -> None:
        """Find a person, and check them in or out."""
        from tui.screens.find import FindDialog, Picked, ShowPage

        def done(picked: Picked | ShowPage | None) -> None:
            if isinstance(picked, ShowPage):
                self.show_page(picked.volunteer)
            elif picked is not None:
                by_itself = picked.direction is Direction.AUTO
                self.take_by_hand(picked.volunteer, self.state.direction if by_itself else picked.direction)

        self.push_screen(FindDialog(self.writer, self.state.board, text), done)

    def show_page(self, volunteer: str) -> object:
        """The page of somebody who was found."""
        raise NotImplementedError

    def on_typed_here(self, message: messages.TypedHere) -> None:
        """Look for a person with what was typed so far; more of it may be on its way."""
        from tui.screens.find import FindDialog

        if isinstance(self.screen, FindDialog):
            self.screen.type(message.text)
        elif self.screen is self.desk and self.state.activity is not None:
            self.action_find(message.text)

    def action_direction(self) -> None:
        """auto → in → out → auto."""
        self.state.direction = _AFTER[self.state.direction]
        self.show_board()

    def action_check_out(self) -> None:
        """The person of a scan that was too soon leaves after all."""
        if self.state.too_soon is not None:
            volunteer, self.state.too_soon = self.state.too_soon, None
            self.take_by_hand(volunteer, Direction.OUT)
        else:
            self.notify(_("This key checks out the person whose last scan was too soon; find others with F2."))

    @work(group="dialog", exclusive=True)
    async def action_walk_in(self) -> None:
        """Register a new person and check them in."""
        from storage.people.register import key_of
        from tui.screens.walk_in import WalkInDialog

        person = await self.push_screen_wait(WalkInDialog(self.writer))
        if person is not None:
            self.take_by_hand(key_of(person), Direction.IN)

    @work(group="dialog", exclusive=True)
    async def action_waiting(self) -> None:
        """Scans that are not recorded: try again now, or give one up."""
        from tui.screens.unwritten import GIVE_UP, unwritten_dialog

        scans = self.waiting.scans()
        if not scans:
            self.notify(_("Every scan is recorded."))
            return
        chosen = await self.push_screen_wait(unwritten_dialog(scans))
        if chosen is None:
            return
        for scan in scans:
            if chosen == GIVE_UP + scan.arrival.id:
                self.waiting.drop(scan.arrival.id)
            else:
                self.write_again(scan.arrival)
        self.show_notice()

    def action_theme(self) -> None:
        """Dark, or black on white."""
        name = "light" if self.theme == THEMES["dark"].name else "dark"
        self.theme = THEMES[name].name
        self.remember({SETTING_THEME: name})

    def action_language(self) -> None:
        """Chinese or English."""
        use_language("en" if language() == "zh" else "zh")
        self.desk.keys.show(footer_entries())
        if self.state.idle:
            self.show_rest()
        self.show_board()
        self.show_notice()
        self.remember({SETTING_LANGUAGE: language()})

    def action_mute(self) -> None:
        """Sounds off or on."""
        self._mute(not self.sound.muted)
        self.notify(_("Sounds are off.") if self.sound.muted else _("Sounds are on."))
        self.remember({SETTING_SOUND: not self.sound.muted})
        self.show_top()

    def action_leave(self) -> None:
        """Close the desk; scans that are not recorded hold it open until somebody decides on them."""
        if self.waiting:
            self.action_waiting()
        else:
            self.exit(0)

    async def action_quit(self) -> None:
        """Textual's own name for it."""
        self.action_leave()

    def use_settings(self, settings: Mapping[str, Any]) -> None:
        """What desk.toml says of the screen."""
        theme = THEMES.get(str(settings.get(SETTING_THEME)))
        if theme is not None:
            self.theme = theme.name
        self._mute(settings.get(SETTING_SOUND) is False)

    def _mute(self, muted: bool) -> None:
        self.sound.muted = muted
        self.state.lights = self.state.lights._replace(sound=Light.OFF if muted else Light.GOOD)

    @work(group="settings")
    async def remember(self, changes: Mapping[str, Any]) -> None:
        """Write settings to desk.toml; a folder that does not take them is said, and no reason to stop."""
        if self.state.identity is not None:
            await self.tried(lambda store: store.folder.change_settings(changes))
