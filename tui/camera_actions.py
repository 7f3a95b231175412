"""The camera as the desk uses it: on and off, its light, its badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.texts import _
from tui import messages
from tui.activity_actions import ActivityActions
from tui.devices.camera import Camera
from tui.link import Link
from tui.widgets.top_bar import Light
from tui.widgets.viewfinder import COLUMNS, ROWS

if TYPE_CHECKING:
    from checkin.scanning.video import FrameSource

SETTING_CAMERA = "camera"
_LIGHTS = {"opening": Light.OFF, "live": Light.GOOD, "lost": Light.BAD, "off": Light.OFF}


def camera_named(setting: object) -> str | None:
    """What desk.toml names: `"camera:0"`, a number with or without quotes, or nothing."""
    if isinstance(setting, int) and not isinstance(setting, bool):
        return str(setting)
    return str(setting) if setting else None


class CameraActions(ActivityActions):
    """`device` is what the command line named; None asks desk.toml, and nothing there means no camera."""

    def __init__(self, link: Link, device: str | FrameSource | None) -> None:
        super().__init__(link)
        self._device = device
        self._camera: Camera | None = None
        self._lost_before = False

    def start_camera(self) -> None:
        """Begin to look, if a camera is set."""
        if self._device is not None and self._camera is None:
            self._camera = Camera(self._device, self.post_message, COLUMNS, ROWS)
            self.run_worker(self._camera.start, thread=True, exit_on_error=False, group="camera")

    def stop_camera(self) -> None:
        """Let go of the device."""
        camera, self._camera = self._camera, None
        if camera is not None:
            self.run_worker(camera.stop, thread=True, exit_on_error=False, group="camera")
        self.desk.viewfinder.show(())

    def action_camera(self) -> None:
        """On or off."""
        if self._device is None:
            self.notify(
                _('No camera is set. Name one in desk.toml, such as camera = "camera:0"; hourdesk doctor lists them.')
            )
        elif self._camera is None:
            self.start_camera()
        else:
            self.stop_camera()

    def on_camera_saw(self, message: messages.CameraSaw) -> None:
        """A badge, like one that was scanned."""
        self.take(message.text, "camera")

    def on_camera_looked(self, message: messages.CameraLooked) -> None:
        """The picture, if the camera was not switched off meanwhile."""
        if self._camera is not None:
            self.desk.viewfinder.show(message.lines)

    def on_camera_found(self, message: messages.CameraFound) -> None:
        """The light; a camera that is lost is said once, and searched for until it is back."""
        self.state.lights = self.state.lights._replace(camera=_LIGHTS[message.light])
        lost = message.light == "lost"
        if lost:
            self.desk.viewfinder.show(())
            if not self._lost_before:
                text = _("The camera is lost ({reason}). The scanner goes on working; the camera is tried again.")
                self.notify(text.format(reason=message.reason), severity="warning", timeout=10, markup=False)
        if message.light != "opening":
            self._lost_before = lost
        self.show_top()
