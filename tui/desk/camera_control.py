"""The camera as the desk uses it: on and off, its light, its picture."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import Worker

from checkin.texts import _
from tui.desk.host import Host
from tui.devices.camera import Camera
from tui.model.desk_services import DeskServices
from tui.model.desk_state import DeskState
from tui.model.lights import Light
from tui.model.view import View
from tui.widgets.viewfinder import COLUMNS, ROWS, Viewfinder

if TYPE_CHECKING:
    from checkin.scanning.video import FrameSource

SETTING_CAMERA = "camera"
SETTING_MIRROR = "mirror"
_LIGHTS = {"opening": Light.OFF, "live": Light.GOOD, "lost": Light.BAD, "off": Light.OFF}


def camera_named(setting: object) -> str | None:
    """What desk.toml names: `"camera:NAME"`, `"camera:0"`, a number with or without quotes, or nothing."""
    if isinstance(setting, int) and not isinstance(setting, bool):
        return str(setting)
    return str(setting) if setting else None


def word_for(visibility: str) -> str:
    """What to do, in a few words, where the picture is no good; `visibility` is a value of `Visibility`."""
    match visibility:
        case "too_dark":
            return _("too dark: more light")
        case "too_bright":
            return _("too bright: less light")
        case "too_far":
            return _("too far: nearer")
        case "too_blurred":
            return _("blurred: hold it still")
        case _:
            return ""


class CameraControl:
    """`device` is what the command line named; None asks desk.toml, and nothing there means no camera.

    `changed` is called when the light is another.
    """

    def __init__(
        self,
        device: str | FrameSource | None,
        desk: DeskServices,
        state: DeskState,
        viewfinder: Viewfinder,
        host: Host,
        changed: Callable[[], None],
    ) -> None:
        self.device = device
        self.is_mirrored = True
        self.camera: Camera | None = None
        """None while it is off."""
        self._desk = desk
        self._state = state
        self._viewfinder = viewfinder
        self._host = host
        self._changed = changed
        self._lost_before = False

    def use_settings(self, settings: Mapping[str, object]) -> None:
        """What desk.toml says, where the command line names no other camera."""
        self.device = self.device or camera_named(settings.get(SETTING_CAMERA))
        self.is_mirrored = settings.get(SETTING_MIRROR) is not False

    def start(self) -> None:
        """Begin to look, if a camera is set."""
        if self.device is not None and self.camera is None:
            _worker: Worker[None] = self._host.run_worker(
                partial(self._look_through, self.device), group="camera", exclusive=True
            )

    async def _look_through(self, device: str | FrameSource) -> None:
        cards = await self._desk.tried(lambda store: store.register.has_cards()) or False
        if self.camera is None:
            camera = Camera(device, self._host.post_message, COLUMNS, ROWS, mirrored=self.is_mirrored, cards=cards)
            self.camera = camera
            await asyncio.to_thread(camera.start)

    def stop(self) -> None:
        """Let go of the device."""
        camera, self.camera = self.camera, None
        if camera is not None:
            self._host.run_worker(camera.stop, thread=True, exit_on_error=False, group="camera-stop")
        self._viewfinder.show(View())

    async def close(self) -> None:
        """Let go of the device and wait for its threads, a few seconds at most."""
        camera, self.camera = self.camera, None
        if camera is not None:
            await asyncio.to_thread(camera.stop)

    def looked(self, view: View, visibility: str) -> None:
        """The picture, if the camera was not switched off meanwhile, and what keeps it from being read."""
        if self.camera is not None:
            word = word_for(visibility)
            self._viewfinder.show(view, word)
            light = Light.WARNING if word else Light.GOOD
            if self._state.lights.camera in (Light.GOOD, Light.WARNING) and self._state.lights.camera is not light:
                self._state.light(camera=light)
                self._changed()

    def found(self, light: str, reason: str) -> None:
        """The light; a camera that is lost is said once, and searched for until it is back."""
        self._state.light(camera=_LIGHTS[light])
        lost = light == "lost"
        if lost:
            self._viewfinder.show(View())
            if not self._lost_before:
                text = _("The camera is lost ({reason}). The scanner goes on working; the camera is tried again.")
                self._host.notify(text.format(reason=reason), severity="warning", timeout=10, markup=False)
        if light != "opening":
            self._lost_before = lost
        self._changed()
