"""The device lights of the desk, as values."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Light(StrEnum):
    """The state of a device."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    OFF = "off"


class Lights(NamedTuple):
    """The device lights of the desk."""

    camera: Light = Light.OFF
    disk: Light = Light.GOOD
    focus: Light = Light.GOOD
    clock: Light = Light.GOOD
    sound: Light = Light.GOOD
    copies: Light = Light.OFF
    copied: str = ""
    """When the last good copy was made, as people read it; empty before the first."""
    sealed: bool = False
    """Whether that copy can be opened by desks of the team alone."""
