"""What desk.toml says of the screen, and how the desk writes to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from textual.worker import Worker

from tui.desk.host import Host
from tui.devices.sound import Sound
from tui.model.desk_services import DeskServices
from tui.model.desk_state import DeskState
from tui.model.lights import Light
from tui.model.themes import THEMES

SETTING_THEME, SETTING_LANGUAGE, SETTING_SOUND = "theme", "language", "sound"


class Settings:
    """Theme and sound. `use_theme` gets the name of one of Textual's themes."""

    def __init__(
        self, desk: DeskServices, state: DeskState, sound: Sound, host: Host, use_theme: Callable[[str], None]
    ) -> None:
        self.theme = "dark"
        """By the name that stands in desk.toml."""
        self._desk = desk
        self._state = state
        self._sound = sound
        self._host = host
        self._use_theme = use_theme

    def use(self, settings: Mapping[str, Any]) -> None:
        """Use the theme and the sound setting of desk.toml."""
        theme = str(settings.get(SETTING_THEME))
        if theme in THEMES:
            self.change_theme(theme)
        self.mute(settings.get(SETTING_SOUND) is False)

    def change_theme(self, theme: str) -> None:
        """Draw in another theme: `dark` or `light`."""
        self.theme = theme
        self._use_theme(THEMES[theme].name)

    def mute(self, muted: bool) -> None:
        """Sounds off or on."""
        self._sound.muted = muted
        self._state.light(sound=Light.OFF if muted else Light.GOOD)

    def remember(self, changes: Mapping[str, Any]) -> None:
        """Write settings to desk.toml. If the folder can't be written, say so and go on."""
        _worker: Worker[None] = self._host.run_worker(partial(self._remember, changes), group="settings")

    async def _remember(self, changes: Mapping[str, Any]) -> None:
        if self._desk.identity is not None:
            await self._desk.tried(lambda store: store.folder.change_settings(changes))
