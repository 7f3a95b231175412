"""What becomes of scans that came while no activity was chosen: taken in after a question, told before leaving."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.outcomes import is_refused
from checkin.texts import _, ngettext
from storage.presence.board import read_board
from storage.presence.held_scans import held_span
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
    if await desk.app.push_screen_wait(AskDialog(title, lines, ngettext("take it in", "take them in", count))):
        await _take_in(desk, activity, post)


async def _take_in(desk: Desk, activity: Activity, post: str | None) -> None:
    taken_in = await desk.tried(lambda store: jobs.take_in(store, activity.key, None, post))
    board = await desk.tried(lambda store: read_board(store, activity.key))
    if taken_in is not None:
        desk.display.show_held(taken_in.span)
        refused = sum(is_refused(taken.outcome.kind) for taken in taken_in.taken)
        lines = taken_in_lines(len(taken_in.taken), refused, taken_in.too_late)
        desk.app.notify("\n".join(lines), timeout=15, markup=False)
    if board is not None and desk.state.activity is not None and desk.state.activity.key == activity.key:
        desk.state.add_scans(taken_in.taken if taken_in is not None else ())
        desk.display.show_read(board)
