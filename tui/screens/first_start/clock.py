"""Is the computer's clock right? Hours are only as good as the clock."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import OptionList

from checkin.clock import Clock
from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from checkin.rules.instants import local_time
from checkin.texts import _, in_a_row
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text

RIGHT, WRONG = "right", "wrong"


class ClockStep(ChooseDialog):
    """Gives `RIGHT` once a person said that the time is right; None for Esc."""

    def __init__(self, clock: Clock) -> None:
        lines = [(RIGHT, _("yes, that is right")), (WRONG, _("no, it isn’t"))]
        super().__init__(_("Welcome to Hourdesk"), lines)
        self._clock = clock
        self._question = Text(self._ask(), id="question")
        self._advice = Text(id="advice")

    def parts(self) -> Iterable[Widget]:
        """The question, the answers, and what to do if the answer is no."""
        yield self._question
        yield from super().parts()
        yield self._advice

    def leaving(self) -> str:
        """Esc leaves the program: there is no screen to go back to."""
        return _("leave")

    def begin(self) -> None:
        """The time goes on while the question stands."""
        super().begin()
        self.set_interval(1.0, lambda: self._question.say(self._ask()))

    def chosen(self, name: str | None) -> None:
        """The time is right; or say how the clock is set, and go on asking."""
        if name == RIGHT:
            self.dismiss(name)
        else:
            self._advice.say("\n" + how_to_set_the_clock(sys.platform, self._clock.now()))
            self.query_one(OptionList).highlighted = 0

    def _ask(self) -> str:
        return question(self._clock.now()) + "\n"


def question(at: int) -> str:
    """The question about the time in the desk's time zone. It also says if the computer is set to another zone."""
    now = local_time(at, zone(DEFAULT_TIMEZONE))
    text = _("It is {time} now ({day}, {zone}), right?").format(
        time=now.strftime("%H:%M"), day=now.date().isoformat(), zone=DEFAULT_TIMEZONE
    )
    here = now.astimezone()
    if here.utcoffset() == now.utcoffset():
        return text
    other = _(
        "This computer is set to another time zone, and its own clock shows {time}; the desk uses the time above."
    )
    return text + "\n\n" + other.format(time=here.strftime("%H:%M"))


def how_to_set_the_clock(platform: str, at: int) -> str:
    """What to do on this kind of computer, where it is `at` (milliseconds) by its clock."""
    if platform == "win32":
        how = _("Right-click the clock in the task bar, choose “Adjust date and time”, and set it.")
    elif platform == "darwin":
        how = _("Open System Settings, General, Date & Time, and set it.")
    else:
        how = _(
            "Open the system's settings, Date & Time, and set it (or, with the right day and time: "
            'sudo timedatectl set-time "{now}").'
        ).format(now=f"{local_time(at, zone(DEFAULT_TIMEZONE)):%Y-%m-%d %H:%M}")
    return in_a_row((how, _("Set its time zone too. When the time above is right, press Enter.")))
