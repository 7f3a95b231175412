"""`hourdesk post`: the posts and shifts of a large day, who is needed where, and who has not come."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk post template posts.xlsx"), N_("hourdesk post import posts.xlsx"), N_("hourdesk post board"))
@group(
    "post",
    N_("Posts and shifts of an activity: who is needed where and when, and who has not come to which post."),
    lazy={
        "template": "tui.cli.posts.files:template",
        "import": "tui.cli.posts.importing:import_",
        "signup": "tui.cli.posts.importing:signup",
        "add": "tui.cli.posts.editing:add",
        "edit": "tui.cli.posts.editing:edit",
        "remove": "tui.cli.posts.editing:remove",
        "list": "tui.cli.posts.listing:list_",
        "board": "tui.cli.posts.board:board",
        "print": "tui.cli.posts.files:print_",
    },
)
def post() -> None:
    """The plan of a day with many posts."""
