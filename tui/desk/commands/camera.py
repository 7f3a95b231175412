"""Commands about the camera: on and off, and which one."""

from __future__ import annotations

import asyncio

from checkin.rules.problems import N_
from checkin.texts import _
from tui.desk.camera_control import SETTING_CAMERA, SETTING_MIRROR
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group

_MIRROR, _NONE = "mirror", "none"


class Camera(DeskCommand):
    __doc__ = N_("Switch the camera and its picture on or off.")
    name, keys, label = "camera", ("f9", "alt+k"), N_("Camera")
    also = N_("photo, webcam")
    group, what = Group.LAPTOP, N_("Camera on or off")
    in_footer = False
    waits = False

    async def do(self, desk: Desk) -> None:
        """On or off; where none is set, choose one."""
        if desk.camera.device is None:
            desk.start(ChooseCamera.name, lambda: choose_camera(desk))
        elif desk.camera.camera is None:
            desk.camera.start()
        else:
            desk.camera.stop()


class ChooseCamera(DeskCommand):
    __doc__ = N_("Choose another camera, or whether its picture is a mirror.")
    name, keys, label = "choose_camera", ("shift+f11", "alt+y"), N_("Choose camera")
    group, what = Group.LAPTOP, N_("Choose the camera")
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """List those of this laptop."""
        await choose_camera(desk)


async def choose_camera(desk: Desk) -> None:
    """Choose a camera by its name, or none, and whether the picture is a mirror; kept in desk.toml."""
    from tui.screens.choose import ChooseDialog

    camera = desk.camera
    cameras = await asyncio.to_thread(_cameras)
    mirror = _("Picture as in a mirror: {state}").format(state=_("yes") if camera.is_mirrored else _("no"))
    choices = [(word, name) for word, name in cameras] + [(_NONE, _("no camera")), (_MIRROR, mirror)]
    title = _("Camera") if cameras else _("No camera was found. Plug one in and look again.")
    chosen = await desk.app.push_screen_wait(ChooseDialog(title, choices, marked=str(camera.device or _NONE)))
    if chosen is None:
        return
    changes: dict[str, str | bool]
    if chosen == _MIRROR:
        camera.is_mirrored = not camera.is_mirrored
        changes = {SETTING_MIRROR: camera.is_mirrored}
    else:
        camera.device = None if chosen == _NONE else chosen
        changes = {SETTING_CAMERA: camera.device or ""}
    camera.stop()
    desk.settings.remember(changes)
    camera.start()


def _cameras() -> list[tuple[str, str]]:
    """The word that opens each camera by its name, and the name; asked of the system, which may take a moment."""
    from checkin.scanning.devices import list_cameras

    return [(camera.by_name, camera.name) for camera in list_cameras()]
