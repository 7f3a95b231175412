"""`hourdesk post add`, `edit` and `remove`: one post at a time, beside the list."""

from __future__ import annotations

from collections.abc import Sequence

import click

from checkin.rules.activities import Activity
from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.people.known import named_person
from storage.people.register import key_of
from storage.people.spelling import clean_text
from storage.posts.drafts import PostDraft, Span, checked_code, drafts_of, find_post, free_post_code, parse_needed
from storage.posts.planning import change_plan, named_post, write_plan
from storage.posts.signup_list import meant_shift
from storage.posts.sound_plan import plan_notes
from storage.posts.times import no_times, typed_shift
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import Decorator, argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, tell
from tui.cli.base.supervisor import Supervisor
from tui.cli.posts.listing import show_plan
from tui.cli.posts.whose import change_object, insist, need_supervisor_for
from tui.words.people.posts import change_text

_NEEDS = N_("Say what changes, such as --needed 3 or --sign-up NUMBER.")


def _shift(help: str) -> Decorator:
    return option("--shift", metavar="TIMES", help=help)


@examples(N_("hourdesk post add Gate --shift 8:00-10:00 --needed 3"), N_('hourdesk post add G2 --name "East gate"'))
@command("add", N_("Add a post, or another shift to a post that is there."))
@argument("post", metavar="POST")
@option("--name", metavar="NAME", help=N_("Its name, where POST is only a short code."))
@_shift(N_("Its shift, such as 8:00-10:00 (default: the whole activity)."))
@option("--needed", metavar="N", help=N_("How many are needed there."))
@activity_option
@options.json_option
@pass_desk
def add(
    choice: DeskChoice,
    post: str,
    name: str | None,
    shift: str | None,
    needed: str | None,
    activity: str | None,
    as_json: bool,
) -> None:
    """A post without a shift and without a number lasts as long as the activity."""
    with choice.open() as store:
        occasion = activity_meant(store, activity)
        supervisor = need_supervisor_for(store, occasion)
        drafts = drafts_of(occasion.posts or ())
        there = find_post(drafts.values(), post)
        if there is not None and not (shift or needed):
            raise refuse(
                "post_exists", post, N_("there is a post “{post}” already; --shift adds a shift to it"), post=post
            )
        if there is None:
            code = free_post_code(post, drafts) if name is None else checked_code(post, "POST")
            there = drafts[code] = PostDraft(code, clean_text(name or post))
        if shift or needed:
            span = _span(occasion, shift)
            if span in there.shifts:
                raise refuse(
                    "shift_exists", post, N_("{post} has this shift already; change it with post edit"), post=there.name
                )
            there.shift(span).needed = parse_needed(needed or "", "--needed")
        _write(store, supervisor, choice, occasion, drafts, there, insist=False, as_json=as_json)


@examples(
    N_("hourdesk post edit Gate --shift 8:00-10:00 --needed 4"),
    N_("hourdesk post edit Gate --shift 8:00 --sign-up 0101 --take-off 0102"),
)
@command("edit", N_("Change a post or one of its shifts: name, times, number needed, who signed up."), needs=_NEEDS)
@argument("post", metavar="POST")
@option("--name", metavar="NAME", help=N_("Its new name; the code stays."))
@_shift(N_("Which shift (its times, or its start); not needed where there is one alone."))
@option("--to", "moved", metavar="TIMES", help=N_("The new times of the shift."))
@option("--needed", metavar="N", help=N_("How many are needed; an empty value: nobody counts."))
@option(
    "--sign-up", "on", metavar="NUMBER", multiple=True, help=N_("Sign this person up; you can give it several times.")
)
@option(
    "--take-off",
    "off",
    metavar="NUMBER",
    multiple=True,
    help=N_("Take this person off; you can give it several times."),
)
@activity_option
@insist
@options.json_option
@pass_desk
def edit(
    choice: DeskChoice, post: str, name: str | None, shift: str | None, moved: str | None, needed: str | None,
    on: tuple[str, ...], off: tuple[str, ...], activity: str | None, insist: bool, as_json: bool,
) -> None:  # fmt: skip
    """What was named changes, the rest stays."""
    if name is None and moved is None and needed is None and not on and not off:
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        occasion = activity_meant(store, activity)
        supervisor = need_supervisor_for(store, occasion)
        drafts, there = named_post(occasion, post, "POST")
        if name is not None:
            there.name = clean_text(name)
        if moved is not None or needed is not None or on or off:
            span = meant_shift(occasion, there, shift or "", "", "", "--shift")
            _change_shift(store, occasion, there, span, moved, needed, on, off)
        _write(store, supervisor, choice, occasion, drafts, there, insist=insist, as_json=as_json)


@examples(N_("hourdesk post remove Gate"), N_("hourdesk post remove Gate --shift 8:00-10:00"))
@command("remove", N_("Take a post away, or one of its shifts; what was scanned there stays."))
@argument("post", metavar="POST")
@_shift(N_("Only this shift (its times, or its start)."))
@activity_option
@insist
@options.json_option
@pass_desk
def remove(choice: DeskChoice, post: str, shift: str | None, activity: str | None, insist: bool, as_json: bool) -> None:
    """Refused while people stand there, unless somebody insists."""
    with choice.open() as store:
        occasion = activity_meant(store, activity)
        supervisor = need_supervisor_for(store, occasion)
        drafts, there = named_post(occasion, post, "POST")
        if shift:
            del there.shifts[meant_shift(occasion, there, shift, "", "", "--shift")]
        if not shift or not there.shifts:
            del drafts[there.code]
        _write(store, supervisor, choice, occasion, drafts, there, insist=insist, as_json=as_json)


def _span(occasion: Activity, shift: str | None) -> Span:
    if shift:
        return typed_shift(occasion, shift, "--shift")
    if occasion.start is None or occasion.end is None:
        raise no_times(occasion.code)
    return occasion.start, occasion.end


def _change_shift(
    store: Store, occasion: Activity, there: PostDraft, span: Span, moved: str | None, needed: str | None,
    on: Sequence[str], off: Sequence[str],
) -> None:  # fmt: skip
    shift = there.shift(span)
    if needed is not None:
        shift.needed = parse_needed(needed, "--needed")
    for number in on:
        shift.people.setdefault(key_of(named_person(store, number, "--sign-up")), "--sign-up")
    for number in off:
        key = key_of(named_person(store, number, "--take-off"))
        if shift.people.pop(key, None) is None:
            message = N_("{number} is not signed up for this shift of {post}")
            raise refuse("not_signed_up", "--take-off", message, number=number, post=there.name)
    if moved is not None:
        new = typed_shift(occasion, moved, "--to")
        if new != span and new in there.shifts:
            raise refuse("shift_exists", "--to", N_("{post} has a shift at these times already"), post=there.name)
        there.shifts[new] = there.shifts.pop(span)


def _write(
    store: Store, supervisor: Supervisor, choice: DeskChoice, occasion: Activity, drafts: dict[str, PostDraft], there: PostDraft, *,
    insist: bool, as_json: bool,
) -> None:  # fmt: skip
    posts = change_plan(store, occasion, drafts.values())
    signed = choice.signed()
    change = supervisor.do(lambda at: write_plan(at, occasion, posts, signed, insist=insist))
    touched = tuple(post for post in posts if post.code == there.code)
    if touched:
        show_plan(store, occasion, touched, as_json=as_json)
    if as_json:
        result_json(change_object("written", occasion, change))
    else:
        result(_("{title}: {value}").format(title=occasion.name, value=change_text(change)))
    tell(plan_notes(store, touched, occasion))
