"""How things look at the desk: the check-out of somebody who has a vest, what one person has, the form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from checkin.rules.decide import Arrival
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.things import Handed
from checkin.texts import use_language
from storage.things.out import KnownThing
from tests.tui.first_steps import stands
from tests.tui.outcomes import ACTIVITY, PERSON, at, outcome_of_kind
from tests.tui.still import StillDesk, stands_still
from tui.model import jobs, messages
from tui.screens.choose import ChooseDialog
from tui.screens.form import FormDialog
from tui.screens.things.hands import hands_of
from tui.screens.things.look import Look

LOOKS = [("zh", (80, 24)), ("en", (120, 40))]
VEST = Handed(ACTIVITY.key, "cq8/7", "背心", "12", 1, 0, 0, 1, at("08:40"), at("08:40"))
UMBRELLAS = Handed(ACTIVITY.key, "cq8/7", "雨伞", None, 2, 0, 0, 2, at("08:50"), at("08:50"))


SINCE = {"en": "out since {}", "zh": "{} 起"}


def look(spoken: str) -> Look:
    """Somebody who has a vest and two umbrellas, where radios were handed out too."""
    beside = [SINCE[spoken].format(time) for time in ("08:40", "08:50")]
    known = (KnownThing("对讲机", True), KnownThing("雨伞", False))
    return Look("cq8/7", f"{PERSON.name} 7", (VEST, UMBRELLAS), beside, known)


@pytest.mark.parametrize(("spoken", "size"), LOOKS)
@pytest.mark.parametrize("state", ["verdict", "list", "form"])
def test_how_it_looks(state: str, spoken: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    use_language(spoken)
    app = StillDesk(person=look(spoken))

    async def before(pilot: Pilot[int]) -> None:
        if state == "verdict":
            app.on_scan_taken(messages.ScanTaken(Arrival("e", at("11:30"), "", ACTIVITY.key), jobs.Taken(
                outcome_of_kind(OutcomeKind.CLOSED), PERSON, has=(VEST.text, UMBRELLAS.text)
            )))  # fmt: skip
            app.desk.display.show_board()
        else:
            app.desk.start("things", lambda: hands_of(app, app.desk, "cq8/7", ACTIVITY))
            await stands(pilot, ChooseDialog)
            if state == "form":
                await pilot.press("end", "enter")
                await stands(pilot, FormDialog)
        await pilot.pause()
        app.stop_blinking()
        await stands_still(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
