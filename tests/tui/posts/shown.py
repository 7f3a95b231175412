"""A large day with invented people, as the board shows it at twenty past eight."""

from __future__ import annotations

from checkin.rules.activities import Activity
from checkin.rules.posts import Post, Shift
from checkin.rules.posts_filled import Stay, post_board
from tests.checkin.rules.story import at
from tui.screens.posts.rows import Shown

NAMES = {
    f"S/{number}": (name, class_name, "student")
    for number, name, class_name in (
        ("0101", "潘一诺", "七(1)班"), ("0102", "葛家豪", "七(1)班"), ("0103", "金雪", "七(1)班"), ("0201", "杨宇航", "七(2)班"),
        ("0202", "钱悦", "七(2)班"), ("0203", "戚逸飞", "七(2)班"), ("0301", "欧阳明月", "八(1)班"), ("0302", "张伟", "八(1)班"),
    )
}  # fmt: skip
POSTS = (
    Post("校门", "校门", (Shift(at("08:00"), at("10:00"), 3, ("S/0101", "S/0102", "S/0103")), Shift(at("10:00"), at("12:00"), 2, ("S/0201",)))),
    Post("检录处", "检录处", (Shift(at("08:00"), at("12:00"), 1, ("S/0202",)),)),
    Post("医务点", "医务点 First aid", (Shift(at("08:00"), at("12:00"), 2, ("S/0302",)),)),
    Post("清场", "清场", (Shift(at("22:00"), at("2/01:00"), 4, ("S/0301",)),)),
    Post("机动", "机动"),
)  # fmt: skip
STAYS = (
    Stay("S/0101", "校门", at("07:52"), None), Stay("S/0103", "检录处", at("08:05"), None),
    Stay("S/0202", "检录处", at("07:58"), None), Stay("S/0203", "机动", at("08:10"), None),
    Stay("S/0302", "医务点", at("08:01"), at("08:15")), Stay("S/0302", None, at("08:15"), None),
)  # fmt: skip


def shown(*, empty: bool = False, long: bool = False) -> Shown:
    """The board; `empty` without any post, `long` with names as long as they may be and thirty posts more."""
    posts = () if empty else POSTS
    if long:
        posts = tuple(
            Post(f"{post.code}{n}", f"[b]{post.name * 12}"[:60], post.shifts) for n in range(7) for post in POSTS
        )
    activity = Activity("S/A", "校运会 Sports day", "操场", at("08:00"), at("12:00"), posts=posts or None)
    now = at("08:20")
    return Shown(activity, post_board(posts, (at("08:00"), at("12:00")), STAYS, now), NAMES, "S", now)
