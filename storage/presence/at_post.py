"""At which post (岗位) scans are taken: the one that a person names, and what is said where the plan does not have it."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.rules.problems import N_, Problem
from checkin.texts import first_few
from storage.posts.drafts import checked_code, find_post


def post_named(activity: Activity, text: str, where: str = "--post") -> str:
    """The code of the post that somebody names, by its code or by its whole name. A code that the plan does not have is taken
    too: the plan may have come to another desk alone. Raises Refused for a text that can be no code.
    """
    post = find_post(activity.posts or (), text.strip())
    return checked_code(text, where) if post is None else post.code


def not_in_plan(activity: Activity, code: str) -> Problem | None:
    """What is said once of scans at a post that the plan of the activity does not have (any more); they are recorded there all
    the same.
    """
    posts = activity.posts or ()
    if any(post.code == code for post in posts):
        return None
    if not posts:
        message = N_("{activity} has no posts here: the scans are recorded at {post} all the same")
        return Problem("no_posts", "--post", message, {"activity": activity.code, "post": code})
    message = N_(
        "{post} is none of the posts of {activity} ({posts}): the scans are recorded at {post} all the same. If that is wrong, choose "
        "another one, and correct them with hourdesk amend --post"
    )
    listed = first_few(post.code for post in posts)
    return Problem("unknown_post", "--post", message, {"activity": activity.code, "post": code, "posts": listed})
