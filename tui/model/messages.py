"""What workers and devices tell the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from checkin.rules.decide import Arrival
from tui.model.jobs import Elsewhere, FirstLook, Held, Taken, TakenIn
from tui.model.left_to_do import LeftToDo
from tui.model.pictures import Picture
from tui.model.view import View

if TYPE_CHECKING:
    from exports.exchange.pack.copies import Copied
    from exports.included_desks import DesksLine


class Looked(Message):
    """The data folder is open and was looked at."""

    def __init__(self, look: FirstLook) -> None:
        super().__init__()
        self.look = look


class NotOpened(Message):
    """The data folder can't be opened."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class ScanTaken(Message):
    """A scan is committed."""

    def __init__(self, arrival: Arrival, taken: Taken) -> None:
        super().__init__()
        self.arrival = arrival
        self.taken = taken


class MilestonesPassed(Message):
    """Somebody passed a milestone of what is asked of them: sentences, without a name."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.lines = lines


class ScanHeld(Message):
    """A scan that has no activity is on disk."""

    def __init__(self, arrival: Arrival, held: Held) -> None:
        super().__init__()
        self.arrival = arrival
        self.held = held


class EarlyTaken(Message):
    """The scans of the first moments are in the activity that the desk began with."""

    def __init__(self, taken_in: TakenIn) -> None:
        super().__init__()
        self.taken_in = taken_in


class ScanFailed(Message):
    """A scan could not be written."""

    def __init__(self, arrival: Arrival, error: BaseException) -> None:
        super().__init__()
        self.arrival = arrival
        self.error = error


class PicturesReady(Message):
    """Chinese letters can be drawn large from now on."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture


class ChangedElsewhere(Message):
    """Another program wrote to the folder."""

    def __init__(self, elsewhere: Elsewhere) -> None:
        super().__init__()
        self.elsewhere = elsewhere


class CameraSaw(Message):
    """A badge came before the camera."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class CameraFound(Message):
    """The state of the camera: `light` is opening, live, lost or off; `reason` is the system's reason if it is lost."""

    def __init__(self, light: str, reason: str) -> None:
        super().__init__()
        self.light = light
        self.reason = reason


class CameraLooked(Message):
    """A frame, small enough for the viewfinder, and what keeps it from being read (`fine`: nothing)."""

    def __init__(self, view: View, visibility: str) -> None:
        super().__init__()
        self.view = view
        self.visibility = visibility


class CopiesMade(Message):
    """The state of each folder that gets copies."""

    def __init__(self, copied: list[Copied]) -> None:
        super().__init__()
        self.copied = copied


class DesksLooked(Message):
    """Which desks the lists include."""

    def __init__(self, line: DesksLine | None) -> None:
        super().__init__()
        self.line = line


class LeftLooked(Message):
    """What is left to do of the closed activity with the key `activity`, None where it is open; whether anybody is in the roster."""

    def __init__(self, activity: str, left: LeftToDo | None, has_people: bool) -> None:
        super().__init__()
        self.activity = activity
        self.left = left
        self.has_people = has_people


class RecordLooked(Message):
    """Whether the record still is the file that was opened."""

    def __init__(self, is_replaced: bool) -> None:
        super().__init__()
        self.is_replaced = is_replaced


class DiskLooked(Message):
    """The disk of the record is nearly full: so many MB are free."""

    def __init__(self, free: int) -> None:
        super().__init__()
        self.free = free


class GrewUp(Message):
    """A new day began, and so many persons need no guardian's consent from today on."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class TypedHere(Message):
    """A person typed letters at the desk while no field had the focus."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
