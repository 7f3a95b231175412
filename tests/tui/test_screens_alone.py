"""The review and the volunteer's page need no desk: each is shown alone, with a stand-in for the services it is handed."""

from __future__ import annotations

from datetime import date

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList

from checkin.rules.outcomes import OutcomeKind
from checkin.rules.recognition import NOTHING
from checkin.rules.redemptions import Account
from checkin.rules.service import by_part
from checkin.rules.sessions import Session, Status
from checkin.rules.stars import Missing, Standing, Star
from storage.recognition.diary import DiaryEntry
from storage.recognition.volunteer_record import VolunteerRecord
from storage.supervision.correcting import Correction
from tests.tui.driving import until
from tests.tui.invented_review import REVIEW
from tests.tui.outcomes import ACTIVITY, NOW, PERSON, SHANGHAI, outcome_of_kind
from tests.tui.stand_in import ScreenApp, StandInDesk, shown
from tui.model.desk_services import DeskServices
from tui.model.verdicts import verdict_of
from tui.screens.ask import AskDialog
from tui.screens.choose import ChooseDialog
from tui.screens.deed import DeedForm
from tui.screens.dialog import Text
from tui.screens.review.changes import Shown
from tui.screens.review.dialog import CorrectionDialog
from tui.screens.review.screen import ReviewScreen
from tui.screens.volunteer.screen import VolunteerScreen
from tui.words.volunteer_page import VolunteerData

PREVIEW = Shown(Correction((), (), ()), ("王芳 七(1)班  09:02–—  0 min → 2 h 28 min",))


def review(desk: DeskServices) -> Screen[None]:
    return ReviewScreen(desk, ACTIVITY)


def review_of(app: ScreenApp) -> ReviewScreen:
    assert isinstance(app.screen, ReviewScreen)
    return app.screen


def asked(desk: StandInDesk) -> list[str]:
    """What the desk was asked for, without what is told of the row on which the mark stands still."""
    return [call for call in desk.calls if call != "told_now"]


async def at_row(app: ScreenApp, pilot: Pilot[None], number: str) -> None:
    """Go down to the session of a volunteer."""
    table = review_of(app).table
    await until(pilot, lambda: bool(table.rows))
    table.move(next(i for i, row in enumerate(table.rows) if row.number == number))


async def test_the_review_lists_what_waits_and_all_of_it() -> None:
    """Six of the seven sessions wait; W shows the seventh too."""
    desk = StandInDesk(review_now=REVIEW)
    async with shown(review, desk) as (app, pilot):
        await until(pilot, lambda: len(review_of(app).table.rows) == 6)
        await pilot.press("w")
        assert len(review_of(app).table.rows) == 7
        assert asked(desk) == ["review_now"]


async def test_who_is_no_supervisor_corrects_nothing() -> None:
    """E shows what would come of it; who saves is asked for, the dialog stays, and nothing is read anew."""
    desk = StandInDesk(admits=False, review_now=REVIEW, **{"<lambda>": PREVIEW})
    async with shown(review, desk) as (app, pilot):
        await at_row(app, pilot, "3")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, CorrectionDialog))
        await until(pilot, lambda: "0 min → 2 h 28 min" in app.screen.query_one("#preview", Text).render().plain)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "as_supervisor" in desk.calls)
        await pilot.pause(0.1)
        assert isinstance(app.screen, CorrectionDialog)
        assert desk.calls[-1] == "as_supervisor" and desk.calls.count("review_now") == 1


async def test_a_supervisor_sees_what_comes_of_it_and_does_it() -> None:
    """P for 王芳: before and after, then F3; the count is said, the list and the desk's board are read anew."""
    desk = StandInDesk(review_now=REVIEW, **{"<lambda>": PREVIEW})
    [before] = [row.session for row in REVIEW.rows if row.number == "3"]
    after: Session = before._replace(minutes=148, status=Status.CLOSED)
    async with shown(review, desk) as (app, pilot):
        await at_row(app, pilot, "3")
        await pilot.press("space", "e")
        await until(pilot, lambda: isinstance(app.screen, CorrectionDialog))
        await until(pilot, lambda: "0 min → 2 h 28 min" in app.screen.query_one("#preview", Text).render().plain)
        desk.still.answers["<lambda>"] = Correction((), (before,), (after,))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "read_board" in desk.calls)
        await until(pilot, lambda: desk.calls.count("review_now") == 2)
        assert app.said == ["Recorded: 1 session changed."]
        assert not review_of(app).table.marked


async def test_a_key_that_means_nothing_here_says_so_and_asks_nobody() -> None:
    """G for 王芳, whose consent is there; of two marked ones, one is left out."""
    desk = StandInDesk(review_now=REVIEW)
    async with shown(review, desk) as (app, pilot):
        await at_row(app, pilot, "3")
        await pilot.press("g")
        await until(pilot, lambda: app.said == ["Nothing here waits for a guardian's consent."])
        assert "as_supervisor" not in desk.calls
        desk.admits = False
        await pilot.press("space", "space", "g")
        await until(pilot, lambda: app.said[1:] == ["1 session is left out of it."])


async def test_the_review_goes_to_another_activity() -> None:
    """O lists all; the chosen one is read."""
    other = ACTIVITY.__class__("cq8/0306", "Library", "Hall")
    desk = StandInDesk(review_now=REVIEW, list_activities=[ACTIVITY, other])
    async with shown(review, desk) as (app, pilot):
        screen = review_of(app)
        await until(pilot, lambda: bool(screen.table.rows))
        desk.still.answers.pop("review_now")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and screen.activity is other)
        assert "Library" in screen.title_line.render().plain and screen.review is None


async def test_a_scan_is_said_in_one_line_of_the_review() -> None:
    desk = StandInDesk(review_now=REVIEW)
    async with shown(review, desk) as (app, pilot):
        await pilot.pause()
        review_of(app).show_verdict(verdict_of(outcome_of_kind(OutcomeKind.OPENED), PERSON, SHANGHAI))
        assert "IN  Ana Lopez" in review_of(app).scanned.render().plain


def page_of(*, eligible: bool = True, entries: int = 0) -> VolunteerData:
    """Ana's page: two hours of service, the first star within reach or not, and entries in the diary."""
    star, lacks = Star(1, 2), Missing() if eligible else Missing(minutes=60)
    record = VolunteerRecord(
        PERSON,
        (),
        (),
        by_part(()),
        (),
        (),
        NOTHING,
        Account(income=120),
        Standing(date(2026, 3, 5), 120),
        star,
        lacks,
    )
    diary = tuple(DiaryEntry(n, "cq8/7", date(2026, 3, n), None, f"day {n}", None, NOW) for n in range(1, entries + 1))
    return VolunteerData(record, (), (), diary, {}, "cq8", SHANGHAI)


def text_of(app: ScreenApp) -> str:
    return "\n".join(widget.render().plain for widget in app.screen.query(Text) if widget.is_on_screen)


async def test_the_page_of_a_volunteer_is_looked_through() -> None:
    """The sums first; all nine pages turn and come round."""
    desk = StandInDesk()
    async with shown(lambda services: VolunteerScreen(page_of(), services), desk) as (app, pilot):
        first = text_of(app)
        assert "Ana Lopez" in first and "2 h" in first and "Eligible for ★" in first
        await pilot.press(*["right"] * 9)
        await until(pilot, lambda: text_of(app) == first)
        assert desk.calls == []


async def test_nothing_is_given_by_who_is_no_supervisor() -> None:
    """R asks whether to award the star; who says yes is asked for, and the desk for nothing more."""
    desk = StandInDesk(admits=False)
    async with shown(lambda services: VolunteerScreen(page_of(), services), desk) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert desk.calls == []
        await pilot.press("enter")
        await until(pilot, lambda: bool(desk.calls))
        await pilot.pause(0.1)
        assert isinstance(app.screen, VolunteerScreen) and desk.calls == ["as_supervisor"]


async def test_a_star_is_awarded_and_the_page_read_anew() -> None:
    """R, Enter: one job that awards, one that reads; the page shows what came of it."""
    desk = StandInDesk(**{"<lambda>": page_of(eligible=False)})
    async with shown(lambda services: VolunteerScreen(page_of(), services), desk) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "Award ★ to Ana Lopez?" in str(app.screen.query_one("#box").border_title)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen) and "Eligible for" not in text_of(app))
        assert desk.calls == ["as_supervisor", "<lambda>", "<lambda>"]


async def test_a_star_out_of_reach_is_said_before_anybody_is_asked() -> None:
    desk = StandInDesk()
    async with shown(lambda services: VolunteerScreen(page_of(eligible=False), services), desk) as (app, pilot):
        await pilot.press("r")
        await until(pilot, lambda: bool(app.said))
        assert desk.calls == []


async def test_a_form_is_dated_by_the_day_of_the_desk() -> None:
    """J: the day that the desk gives stands in the field."""
    desk = StandInDesk(today=date(2026, 6, 30))
    async with shown(lambda services: VolunteerScreen(page_of(), services), desk) as (app, pilot):
        await pilot.press("j")
        await until(pilot, lambda: isinstance(app.screen, DeedForm))
        assert app.screen.query_one("#on", Input).value == "2026-06-30"


async def test_an_entry_of_the_diary_is_taken_away_only_after_a_question() -> None:
    """V lists two entries, the newest first; Esc at the question leaves both."""
    desk = StandInDesk()
    async with shown(lambda services: VolunteerScreen(page_of(entries=2), services), desk) as (app, pilot):
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        options = app.screen.query_one(OptionList).options
        assert [str(option.prompt) for option in options] == ["2026-03-02  day 2", "2026-03-01  day 1"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert "2026-03-02  day 2" in text_of(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, VolunteerScreen))
        assert desk.calls == []
