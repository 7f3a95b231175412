"""The one registry of what can be done at the desk: keys, footer, help and palette all come from here."""

from __future__ import annotations

from typing import ClassVar

from checkin.rules.problems import N_
from checkin.texts import _


class Command:
    """One thing to do. Its docstring is its help text, an English sentence that is translated where it is shown."""

    __doc__ = ""
    name: ClassVar[str]
    """The action of the app that it runs."""
    keys: ClassVar[tuple[str, ...]]
    """A function key where one is left, and one for terminals that keep it to themselves."""
    label: ClassVar[str]
    """A word or two for the footer."""
    in_footer: ClassVar[bool] = True

    @classmethod
    def title(cls) -> str:
        """The footer's word in the language in use."""
        return _(cls.label)

    @classmethod
    def help(cls) -> str:
        """What it does, in the language in use."""
        return _(cls.__doc__) if cls.__doc__ else cls.__name__


class Help(Command):
    __doc__ = N_("Show all keys and what they do.")
    name, keys, label = "help", ("f1", "ctrl+g"), N_("Help")


class Find(Command):
    __doc__ = N_("Find a person by name, pinyin, initials, class or number, and check them in or out by hand.")
    name, keys, label = "find", ("f2", "ctrl+f"), N_("Find")


class Direction(Command):
    __doc__ = N_("Choose what a scan means: in or out by itself (auto), only in, or only out.")
    name, keys, label = "direction", ("f3", "ctrl+d"), N_("In/out")


class VolunteerPage(Command):
    __doc__ = N_(
        "Find a person and see their page: hours by month, stars, trainings, commendations, exchanged hours, diary."
    )
    name, keys, label, in_footer = "volunteer_page", ("shift+f2", "alt+v"), N_("Volunteer"), False


class Undo(Command):
    __doc__ = N_("Strike out the last scan of this desk, after showing whose it was. Nothing is erased.")
    name, keys, label = "undo", ("f4", "ctrl+z"), N_("Undo")


class WalkIn(Command):
    __doc__ = N_("Register somebody who is in no list, and check them in.")
    name, keys, label = "walk_in", ("f5", "ctrl+n"), N_("New person")


class Activities(Command):
    __doc__ = N_("Change to another activity, or make a new one.")
    name, keys, label = "activities", ("f6", "ctrl+a"), N_("Activity")


class CheckOut(Command):
    __doc__ = N_("Check out the person of the last scan now, though it is sooner than usual.")
    name, keys, label = "check_out", ("f7", "ctrl+o"), N_("Out now")


class CloseActivity(Command):
    __doc__ = N_("Close the activity, after showing who has not checked out.")
    name, keys, label = "close_activity", ("f8", "ctrl+e"), N_("Close")


class Camera(Command):
    __doc__ = N_("Switch the camera and its picture on or off.")
    name, keys, label, in_footer = "camera", ("f9", "ctrl+k"), N_("Camera"), False


class Theme(Command):
    __doc__ = N_("Change between the dark screen and black on white for strong light.")
    name, keys, label, in_footer = "theme", ("f11", "ctrl+l"), N_("Light"), False


class Language(Command):
    __doc__ = N_("Change between Chinese and English.")
    name, keys, label = "language", ("f12", "ctrl+t"), "中/EN"


class ChooseCamera(Command):
    __doc__ = N_("Choose another camera, or whether its picture is a mirror.")
    name, keys, label, in_footer = "choose_camera", ("shift+f11", "ctrl+y"), N_("Choose camera"), False


class ScannerCheck(Command):
    __doc__ = N_("Check the scanner with the sheet of test codes, and look at what this laptop has.")
    name, keys, label, in_footer = "scanner_check", ("shift+f12", "ctrl+b"), N_("Check"), False


class Copies(Command):
    __doc__ = N_("Choose the stick or folder that gets a fresh pack of this desk every minute.")
    name, keys, label, in_footer = "copies", ("shift+f6", "ctrl+w"), N_("Copies"), False


class TakePack(Command):
    __doc__ = N_("Take another desk's log into this one, from its pack on a stick.")
    name, keys, label, in_footer = "take_pack", ("shift+f7", "ctrl+x"), N_("Take pack"), False


class Review(Command):
    __doc__ = N_(
        "Look at what waits for a supervisor, and decide: late check-outs, forgotten ones, objections, consent."
    )
    name, keys, label, in_footer = "review", ("shift+f1", "alt+r"), N_("Review"), False


class Supervisor(Command):
    __doc__ = N_("Sign in as the supervisor, who may correct the record, or out again.")
    name, keys, label, in_footer = "supervisor", ("shift+f10", "ctrl+v"), N_("Supervisor"), False


class Groups(Command):
    __doc__ = N_(
        "Check a whole class in or out on its teacher's word: untick who is not with them, and name the teacher."
    )
    name, keys, label, in_footer = "groups", ("shift+f3", "alt+g"), N_("Class"), False


class Left(Command):
    __doc__ = N_("Show by class who has not checked out yet, copy it as a sentence, or check a class out.")
    name, keys, label, in_footer = "left", ("shift+f4", "alt+l"), N_("Who is left"), False


class Muster(Command):
    __doc__ = N_("Print who is on site right now, by class, with boxes to tick.")
    name, keys, label, in_footer = "muster", ("shift+f5", "alt+m"), N_("Muster list"), False


class Paper(Command):
    __doc__ = N_("Enter a sign-in sheet that was kept on paper, row by row.")
    name, keys, label, in_footer = "paper", ("ctrl+s", "alt+p"), N_("Paper sheet"), False


class Mute(Command):
    __doc__ = N_("Switch the sounds off or on.")
    name, keys, label, in_footer = "mute", ("shift+f9", "ctrl+u"), N_("Sound"), False


class Retry(Command):
    __doc__ = N_("Look at the scans that are not recorded yet: try again now, or give one up.")
    name, keys, label, in_footer = "waiting", ("shift+f8", "ctrl+r"), N_("Not recorded"), False


class Quit(Command):
    __doc__ = N_("Close the desk. Everything that was recorded stays.")
    name, keys, label = "leave", ("f10", "ctrl+q"), N_("Quit")


COMMANDS: tuple[type[Command], ...] = (
    Help,
    Find,
    VolunteerPage,
    Direction,
    Undo,
    WalkIn,
    Activities,
    CheckOut,
    CloseActivity,
    Camera,
    ChooseCamera,
    ScannerCheck,
    Copies,
    TakePack,
    Review,
    Groups,
    Left,
    Muster,
    Paper,
    Supervisor,
    Mute,
    Retry,
    Theme,
    Language,
    Quit,
)


_SIGNS = {"slash": "/", "question_mark": "?"}


def key_text(key: str) -> str:
    """A key as people write it: `F2`, `Ctrl+F`, `/`; a letter that is pressed alone stays small."""
    if len(key) == 1 or key in _SIGNS:
        return _SIGNS.get(key, key)
    return (
        "+".join(part.upper() if len(part) <= 3 and part != "tab" else part.capitalize() for part in key.split("+"))
        .replace("CTRL", "Ctrl")
        .replace("ALT", "Alt")
    )
