"""What becomes of scans that came while no activity was chosen: taken in after a question, told before leaving."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.instants import local_time
from checkin.rules.outcomes import is_refused
from checkin.rules.period import Period
from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext
from storage.presence.board import read_board
from storage.presence.held_scans import held_scans, held_span
from storage.store import Store
from tui.desk.desk import Desk
from tui.model import jobs
from tui.words.amounts import planned_text
from tui.words.held import taken_in_lines


async def offer_held(desk: Desk, activity: Activity) -> None:
    """Ask whether an activity that was chosen takes the held scans in, at the post of the desk where one is chosen; call it in
    a worker. Without a yes they stay held."""
    from tui.screens.ask import AskDialog

    # Asked of the disk behind all scans that were on their way there.
    held = await desk.tried(held_span)
    if held is None:
        return
    desk.display.show_held(held)
    if not held.scans:
        return
    count = held.scans
    text = ngettext(
        "It goes into {activity} ({planned}) as the scan it was, with its own time.",
        "They go into {activity} ({planned}) as the scans they were, with their own times.",
        count,
    )
    lines = [desk.state.held_line(), "", text.format(activity=activity.name, planned=planned_text(activity))]
    post = desk.state.post
    if post is not None:
        text = ngettext("It counts at the post {post}.", "They count at the post {post}.", count)
        lines.append(text.format(post=named_post(activity, post).name))
    elif activity.posts:
        text = ngettext(
            "It counts at no post: none is chosen for this desk.",
            "They count at no post: none is chosen for this desk.",
            count,
        )
        lines.append(text)
    if activity.closed_at is not None:
        lines.append(_("This activity is closed: what came after its end stays held."))
    lines += ["", ngettext("Esc: it stays held; F6 asks again.", "Esc: they stay held; F6 asks again.", count)]
    title = ngettext("Take the held scan in?", "Take the held scans in?", count)
    # Those of one day may belong to another activity than those of the next.
    first, last = (local_time(at, activity.zone).date() for at in (held.first, held.last))
    other = "" if first == last else _("only those of some days …")
    answer = await desk.app.push_screen_wait(
        AskDialog(title, lines, ngettext("take it in", "take them in", count), other)
    )
    if answer:
        await _take_in(desk, activity, post, None)
    elif answer is False:
        await _take_in_some(desk, activity, post, Period(first, last))


async def _take_in_some(desk: Desk, activity: Activity, post: str | None, whole: Period) -> None:
    """Ask from which day to which, both within, and take those in."""
    from tui.screens.fields.two_days import day_fields, period_of
    from tui.screens.form import FormDialog

    def chosen(store: Store, period: Period) -> frozenset[str]:
        return frozenset(
            one.arrival.id
            for one in held_scans(store)
            if period.contains(local_time(one.arrival.at, activity.zone).date())
        )

    async def keep(values: dict[str, str]) -> frozenset[str]:
        period = period_of(values)
        ids = await desk.writer.ask(lambda store: chosen(store, period))
        if not ids:
            raise refuse("no_held", "", N_("no scan is held of these days"))
        return ids

    form = FormDialog(_("Which held scans?"), day_fields(whole), keep, does=ngettext("take it in", "take them in", 2))
    ids = await desk.app.push_screen_wait(form)
    if ids is not None:
        await _take_in(desk, activity, post, ids)


async def _take_in(desk: Desk, activity: Activity, post: str | None, ids: frozenset[str] | None) -> None:
    taken_in = await desk.tried(lambda store: jobs.take_in(store, activity.key, ids, post))
    board = await desk.tried(lambda store: read_board(store, activity.key))
    if taken_in is not None:
        desk.display.show_held(taken_in.span)
        refused = sum(is_refused(taken.outcome.kind) for taken in taken_in.taken)
        lines = taken_in_lines(len(taken_in.taken), refused, taken_in.too_late)
        desk.app.notify("\n".join(lines), timeout=15, markup=False)
    if board is not None and desk.state.activity is not None and desk.state.activity.key == activity.key:
        desk.state.add_scans(taken_in.taken if taken_in is not None else ())
        desk.display.show_read(board)
