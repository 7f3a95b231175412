"""One post at the desk: made, changed, taken away, in the form."""

from __future__ import annotations

import re
from collections.abc import Callable

from checkin.rules.activities import Activity
from checkin.rules.identity import within
from checkin.rules.posts import Post
from checkin.rules.problems import N_
from checkin.texts import _
from storage.posts.drafts import PostDraft, Span
from storage.posts.planning import PlanChange
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose
from tui.desk.making.facts.posts import posts_in_form, write_posts
from tui.words.people.posts import change_text, shift_text

_NAME, _TIMES, _NEEDED, _PEOPLE = "name", "times", "needed", "people"
_CHANGE, _SHIFT, _NO_SHIFT, _NO_POST = "change", "shift", "no_shift", "no_post"
_APART = re.compile(r"[\s,;、，；]+")


async def change_post(desk: Desk, activity: Activity, code: str, start: int | None) -> None:
    """The shift of a post that begins at `start` (None: the post has none): choose what becomes of it."""
    post = next((one for one in activity.posts or () if one.code == code), None)
    if post is None:
        return
    shift = next((one for one in post.shifts if one.start == start), None)
    span = None if shift is None else (shift.start, shift.end)
    lines = [(_CHANGE, _("Change it: times, number needed, who signed up")), (_SHIFT, _("Another shift of this post"))]
    lines += [(_NO_SHIFT, _("Take this shift away"))] if len(post.shifts) > 1 else []
    title = f"{post.name} {shift_text(shift, activity)}"
    chosen = await choose(desk, title, [*lines, (_NO_POST, _("Take the post away"))])
    if chosen == _CHANGE:
        await _ask(desk, activity, title, post, span)
    elif chosen == _SHIFT:
        await _ask(desk, activity, post.name, post, None, another=True)
    elif chosen is not None:
        posts = tuple(_without(activity.posts or (), post, None if chosen == _NO_POST else span))
        change = await write_posts(desk, activity, posts, title)
        if change is not None:
            _tell(desk, change)


async def add_post(desk: Desk, activity: Activity) -> None:
    """A new post, with its first shift."""
    await _ask(desk, activity, _("A new post"), None, None, another=True)


async def _ask(
    desk: Desk, activity: Activity, title: str, post: Post | None, span: Span | None, *, another: bool = False
) -> None:
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Hour, Number
    from tui.screens.form import FormDialog

    shift = next((s for s in (post.shifts if post else ()) if (s.start, s.end) == span), None)
    own = desk.identity.team if desk.identity is not None else ""
    people = "" if shift is None else " ".join(within(key, own) for key in shift.people)
    times = shift_text(shift, activity).replace("–", "-") if shift else ""
    needed = "" if shift is None or shift.needed is None else str(shift.needed)
    fields = [
        Field(_NAME, _("post"), "" if post is None else post.name, _("such as: Gate"), needed=N_("write what the post is called")),
        Field(_TIMES, _("shift"), times, _("8:00-10:00; empty: the whole activity"), Hour(dated=True, spans=True)),
        Field(_NEEDED, _("people needed"), needed, _("empty: nobody counts"), Number()),
        Field(_PEOPLE, _("numbers"), people, _("who signed up, such as: 0101 0102")),
    ]  # fmt: skip

    async def keep(values: dict[str, str]) -> bool:
        posts = await desk.writer.ask(
            _kept(activity, None if post is None else post.code, span, values, another=another)
        )
        _tell(desk, await posts_in_form(desk, activity, posts, title))
        return True

    await desk.app.push_screen_wait(FormDialog(title, fields, keep))


def _kept(
    activity: Activity, code: str | None, span: Span | None, values: dict[str, str], *, another: bool
) -> Callable[[Store], tuple[Post, ...]]:
    def keep(store: Store) -> tuple[Post, ...]:
        from storage.people.known import named_person
        from storage.people.register import key_of
        from storage.people.spelling import clean_text
        from storage.posts.drafts import drafts_of, find_post, free_post_code, parse_needed
        from storage.posts.planning import change_plan
        from storage.posts.times import typed_shift

        drafts, name = drafts_of(activity.posts or ()), clean_text(values[_NAME])
        post = drafts.get(code or "") or find_post(drafts.values(), name)
        if post is None:
            new = free_post_code(name, drafts)
            post = drafts[new] = PostDraft(new, name)
        post.name = name
        needed = parse_needed(values[_NEEDED], _NEEDED)
        keys = [key_of(named_person(store, one, _PEOPLE)) for one in _APART.split(values[_PEOPLE]) if one]
        times = values[_TIMES].strip()
        if span is not None and not another:
            del post.shifts[span]
        if times == shift_text(None, activity):
            times = ""
        if times or needed is not None or keys or (another and post.shifts):
            shift = post.shift(
                typed_shift(activity, times, _TIMES) if times else (activity.start or 0, activity.end or 0)
            )
            shift.needed, shift.people = needed, dict.fromkeys(keys, _PEOPLE)
        return change_plan(store, activity, drafts.values())

    return keep


def _without(posts: tuple[Post, ...], post: Post, span: Span | None) -> list[Post]:
    """The posts without a shift; without the post where there is no `span`."""
    kept = []
    for one in posts:
        if one.code != post.code:
            kept.append(one)
        elif span is not None:
            kept.append(one._replace(shifts=tuple(s for s in one.shifts if (s.start, s.end) != span)))
    return kept


def _tell(desk: Desk, change: PlanChange) -> None:
    desk.app.notify(change_text(change), timeout=8, markup=False)
