"""The camera as the desk uses it: on and off, its light, its badges."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import work

from checkin.texts import _
from tui.desk.activity_actions import ActivityActions
from tui.devices.camera import Camera
from tui.model import messages
from tui.model.lights import Light
from tui.model.view import View
from tui.model.writer_handle import WriterHandle
from tui.widgets.viewfinder import COLUMNS, ROWS

if TYPE_CHECKING:
    from checkin.scanning.video import FrameSource

SETTING_CAMERA = "camera"
SETTING_MIRROR = "mirror"
_LIGHTS = {"opening": Light.OFF, "live": Light.GOOD, "lost": Light.BAD, "off": Light.OFF}
_MIRROR, _NONE = "mirror", "none"


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


class CameraActions(ActivityActions):
    """`device` is what the command line named; None asks desk.toml, and nothing there means no camera."""

    def __init__(self, writer: WriterHandle, device: str | FrameSource | None) -> None:
        super().__init__(writer)
        self._device = device
        self._camera: Camera | None = None
        self._mirrored = True
        self._lost_before = False

    def use_camera_settings(self, settings: Mapping[str, object]) -> None:
        """What desk.toml says, where the command line names no other camera."""
        self._device = self._device or camera_named(settings.get(SETTING_CAMERA))
        self._mirrored = settings.get(SETTING_MIRROR) is not False

    def start_camera(self) -> None:
        """Begin to look, if a camera is set."""
        if self._device is not None and self._camera is None:
            self._look_through(self._device)

    @work(group="camera", exclusive=True)
    async def _look_through(self, device: str | FrameSource) -> None:
        cards = await self.tried(lambda store: store.register.has_cards()) or False
        if self._camera is None:
            self._camera = Camera(device, self.post_message, COLUMNS, ROWS, mirrored=self._mirrored, cards=cards)
            await asyncio.to_thread(self._camera.start)

    def stop_camera(self) -> None:
        """Let go of the device."""
        camera, self._camera = self._camera, None
        if camera is not None:
            self.run_worker(camera.stop, thread=True, exit_on_error=False, group="camera-stop")
        self.desk.viewfinder.show(View())

    async def let_go_of_camera(self) -> None:
        """Let go of the device and wait for its threads, a few seconds at most."""
        camera, self._camera = self._camera, None
        if camera is not None:
            await asyncio.to_thread(camera.stop)

    def action_camera(self) -> None:
        """On or off; where none is set, choose one."""
        if self._device is None:
            self.action_choose_camera()
        elif self._camera is None:
            self.start_camera()
        else:
            self.stop_camera()

    @work(group="dialog", exclusive=True)
    async def action_choose_camera(self) -> None:
        """Choose a camera by its name, or none, and whether the picture is a mirror; kept in desk.toml."""
        from tui.screens.choose import ChooseDialog

        cameras = await self.run_worker(_cameras, thread=True, exit_on_error=False).wait()
        mirror = _("Picture as in a mirror: {state}").format(state=_("yes") if self._mirrored else _("no"))
        choices = [(word, name) for word, name in cameras] + [(_NONE, _("no camera")), (_MIRROR, mirror)]
        title = _("Camera") if cameras else _("No camera was found. Plug one in and look again.")
        chosen = await self.push_screen_wait(ChooseDialog(title, choices, marked=str(self._device or _NONE)))
        if chosen is None:
            return
        changes: dict[str, str | bool]
        if chosen == _MIRROR:
            self._mirrored = not self._mirrored
            changes = {SETTING_MIRROR: self._mirrored}
        else:
            self._device = None if chosen == _NONE else chosen
            changes = {SETTING_CAMERA: self._device or ""}
        self.stop_camera()
        self.remember(changes)
        self.start_camera()

    def on_camera_saw(self, message: messages.CameraSaw) -> None:
        """A badge, like one that was scanned."""
        self.take(message.text, "camera")

    def on_camera_looked(self, message: messages.CameraLooked) -> None:
        """The picture, if the camera was not switched off meanwhile, and what keeps it from being read."""
        if self._camera is not None:
            word = word_for(message.visibility)
            self.desk.viewfinder.show(message.view, word)
            light = Light.WARNING if word else Light.GOOD
            if self.state.lights.camera in (Light.GOOD, Light.WARNING) and self.state.lights.camera is not light:
                self.state.lights = self.state.lights._replace(camera=light)
                self.show_top()

    def on_camera_found(self, message: messages.CameraFound) -> None:
        """The light; a camera that is lost is said once, and searched for until it is back."""
        self.state.lights = self.state.lights._replace(camera=_LIGHTS[message.light])
        lost = message.light == "lost"
        if lost:
            self.desk.viewfinder.show(View())
            if not self._lost_before:
                text = _("The camera is lost ({reason}). The scanner goes on working; the camera is tried again.")
                self.notify(text.format(reason=message.reason), severity="warning", timeout=10, markup=False)
        if message.light != "opening":
            self._lost_before = lost
        self.show_top()


def _cameras() -> list[tuple[str, str]]:
    """The word that opens each camera by its name, and the name; asked of the system, which may take a moment."""
    from checkin.scanning.devices import list_cameras

    return [(camera.by_name, camera.name) for camera in list_cameras()]
