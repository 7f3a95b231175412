"""`hourdesk post import` and `signup`: a plan in one spreadsheet, and lists of who signed up."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.posts import Post
from checkin.rules.problems import N_, Problem
from checkin.texts import _, ngettext
from storage.posts.planning import write_plan
from storage.posts.sound_plan import plan_notes
from tui.cli.base import options
from tui.cli.base.activity_meant import activity_meant, activity_option
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, tell
from tui.cli.posts.listing import show_plan
from tui.cli.posts.whose import change_object, insist, looked, need_supervisor_for
from tui.words.people.posts import change_text


@examples(N_("hourdesk post import posts.xlsx --dry-run"), N_("hourdesk post import posts.xlsx"))
@command(
    "import",
    N_(
        "Take the plan from a list (XLSX or CSV): post, shift from, to, needed, number. The list is the whole plan; without "
        "numbers the sign-ups of shifts that stay are kept."
    ),
)
@options.in_file()
@activity_option
@options.dry_run(N_("Only show the plan that it would make."))
@insist
@options.json_option
@pass_desk
def import_(choice: DeskChoice, file: Path, activity: str | None, dry_run: bool, insist: bool, as_json: bool) -> None:
    """All rows, or none."""
    from storage.posts.kept_signups import with_kept_signups
    from storage.posts.plan_list import read_plan

    notes: list[Problem] = []
    with choice.open() as store:
        occasion = activity_meant(store, activity)
        read = read_plan(store, occasion, file, notes)
        posts = read.posts if read.names_people else with_kept_signups(read.posts, occasion.posts or ())
        signed = choice.signed()
        if dry_run:
            change = looked(store, occasion, posts)
        else:
            supervisor = need_supervisor_for(store, occasion)
            change = supervisor.do(lambda at: write_plan(at, occasion, posts, signed, insist=insist))
        notes += plan_notes(store, posts, occasion)
        show_plan(store, occasion, posts, as_json=as_json)
    if as_json:
        result_json(change_object("nothing_written" if dry_run else "written", occasion, change))
    else:
        result(_("{title}: {value}").format(title=occasion.name, value=change_text(change)))
        if dry_run:
            result(_("Nothing was written."))
    tell(notes)


@examples(N_("hourdesk post signup class71.xlsx --dry-run"), N_("hourdesk post signup class71.csv --activity A1"))
@command(
    "signup",
    N_("Add who signed up, from a list (XLSX or CSV): number, post, shift. Who is signed up already stays."),
)
@options.in_file()
@activity_option
@options.dry_run(options.LOOKS_AT_LIST)
@options.json_option
@pass_desk
def signup(choice: DeskChoice, file: Path, activity: str | None, dry_run: bool, as_json: bool) -> None:
    """All rows, or none."""
    from storage.posts.signup_list import read_post_signup

    notes: list[Problem] = []
    with choice.open() as store:
        occasion = activity_meant(store, activity)
        posts, added = read_post_signup(store, occasion, file, notes)
        signed = choice.signed()
        if dry_run:
            change = looked(store, occasion, posts)
        else:
            supervisor = need_supervisor_for(store, occasion)
            change = supervisor.do(lambda at: write_plan(at, occasion, posts, signed))
        notes += plan_notes(store, _touched(posts, occasion.posts or ()), occasion)
    if as_json:
        result_json(change_object("nothing_written" if dry_run else "written", occasion, change))
    else:
        text = (
            ngettext("{count} new sign-up is good; nothing was written.", "{count} new sign-ups are good; nothing was written.", added)
            if dry_run
            else ngettext("{count} new sign-up at the posts of {activity}.", "{count} new sign-ups at the posts of {activity}.", added)
        )  # fmt: skip
        result(text.format(count=added, activity=occasion.name))
    tell(notes)


def _touched(after: tuple[Post, ...], before: tuple[Post, ...]) -> list[Post]:
    """The posts of which a list changed something, with the shifts that it changed."""
    known = {(post.code, shift) for post in before for shift in post.shifts}
    found = [post._replace(shifts=tuple(s for s in post.shifts if (post.code, s) not in known)) for post in after]
    return [post for post in found if post.shifts]
