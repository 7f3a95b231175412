"""The command that opens the supervisor's review. Scans go on while a supervisor works."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.rules.problems import N_
from checkin.texts import _, in_a_row, ngettext
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.model.command_groups import Group


class Review(DeskCommand):
    __doc__ = N_(
        "Look at what waits for a supervisor, and decide: late check-outs, forgotten ones, objections, consent."
    )
    name, keys, label = "review", ("shift+f1", "alt+r"), N_("Review")
    also = N_("approve, confirm hours, correct a time, fix, appeal, absent, early, forgot to check out, sick")
    group, what, cli = (
        Group.RECORD,
        N_("What waits for a supervisor"),
        ("review", "confirm", "amend", "amend --post", "rule", "add", "objection", "consent"),
    )
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Of the activity that scans go to; where there is none, of one that is chosen."""
        from tui.screens.review.which import choose_activity

        activity = desk.state.activity or await choose_activity(desk.app, desk, None)
        if activity is not None:
            open_review(desk, activity)


class DatedAhead(DeskCommand):
    __doc__ = N_("Strike out at once what a wrong clock dated ahead: consents, badge numbers, rulings and others.")
    name, label = "dated_ahead", N_("Ahead")
    group, what, cli = Group.RECORD, N_("What a wrong clock dated ahead"), ("void --ahead",)
    in_footer = False

    async def do(self, desk: Desk) -> None:
        """Only a supervisor may."""
        from tui.desk.making.facts.ahead import strike_out_what_is_ahead

        await strike_out_what_is_ahead(desk)


def open_review(desk: Desk, activity: Activity) -> None:
    """Show what waits in an activity, unless a review is open."""
    from tui.screens.review.screen import ReviewScreen

    if not any(isinstance(screen, ReviewScreen) for screen in desk.app.screen_stack):
        desk.app.push_screen(ReviewScreen(desk, activity))
        desk.app.call_after_refresh(desk.display.show_notice)


async def offer_review(desk: Desk) -> None:
    """After an activity was closed: go to the review where something waits."""
    from storage.supervision import review as reviews
    from tui.screens.ask import AskDialog
    from tui.words.replayed import replayed_text

    activity = desk.state.activity
    if activity is None:
        return

    def review_now(store: Store) -> reviews.Review:
        return reviews.read_review(store, activity.key)

    found = await desk.tried(review_now)
    if found is None:
        return
    later = replayed_text(row.session for row in found.rows)
    if not found.waiting:
        text = _("Closed. Nothing waits for a supervisor.")
        desk.app.notify(in_a_row((text, later or "")), timeout=6 if later is None else 10)
        return
    count = len(found.waiting)
    text = ngettext(
        "Closed. {count} session waits for a supervisor.", "Closed. {count} sessions wait for a supervisor.", count
    )
    lines = [text.format(count=count), *filter(None, [later]), "", _("Later: Shift+F1 or Alt+R.")]
    if await desk.app.push_screen_wait(AskDialog(_("Look at them now?"), lines, _("go to the review"))):
        open_review(desk, activity)
