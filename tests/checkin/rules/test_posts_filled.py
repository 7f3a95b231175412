"""Who stands where and who has not come to which post: before, within and after a shift, over midnight, with and without scans
at posts."""

from __future__ import annotations

from checkin.rules.posts import Post, Shift
from checkin.rules.posts_filled import Missing, PostBoard, ShiftBoard, ShiftState, Stay, post_board
from tests.checkin.rules.story import at

SPAN = (at("08:00"), at("12:00"))
GATE = Post("G", "Gate", (Shift(at("08:00"), at("10:00"), 2, ("a", "b")), Shift(at("10:00"), at("12:00"), 2, ("c",))))
TENT = Post("T", "Tent", (Shift(at("08:00"), at("12:00"), 1, ("d",)),))
OPEN = Post("O", "Open")


def board(now: str, *stays: Stay, posts: tuple[Post, ...] = (GATE, TENT, OPEN)) -> PostBoard:
    return post_board(posts, SPAN, stays, at(now))


def stay(person: str, post: str | None, start: str, end: str | None = None) -> Stay:
    return Stay(person, post, at(start), None if end is None else at(end))


def row(found: PostBoard, post: str, start: str = "08:00") -> ShiftBoard:
    return next(r for r in found.rows if r.post.code == post and (r.shift is None or r.shift.start == at(start)))


def test_before_the_shift_nobody_is_late_and_who_came_early_is_here() -> None:
    found = row(board("07:50", stay("a", "G", "07:40")), "G")
    assert (found.state, found.here, found.came) == (ShiftState.BEFORE, ("a",), ("a",))
    assert found.missing == (Missing("b", None, None, False),)
    assert (found.lacking, found.over) == (0, 0), "two are needed, two signed up"


def test_within_the_shift_the_missing_are_late_since_its_begin_and_one_of_them_stands_elsewhere() -> None:
    found = row(board("08:20", stay("a", "G", "08:01"), stay("b", "T", "08:02")), "G")
    assert (found.here, found.lacking) == (("a",), 1)
    assert found.missing == (Missing("b", at("08:00"), "T", True),)


def test_who_stands_there_without_a_sign_up_is_named_and_counts() -> None:
    found = row(board("08:20", stay("x", "G", "08:01"), stay("a", "G", "08:01"), stay("b", "G", "08:01")), "G")
    assert (found.here, found.extra, found.over, found.missing) == (("a", "b", "x"), ("x",), 1, ())


def test_who_left_the_post_came_and_is_not_here() -> None:
    found = row(board("09:00", stay("a", "G", "08:00", "08:30"), stay("a", "T", "08:30")), "G")
    assert (found.came, found.left, found.here) == (("a",), ("a",), ())
    assert row(board("09:00", stay("a", "G", "08:00", "08:30"), stay("a", "T", "08:30")), "T").extra == ("a",)


def test_the_next_shift_takes_over_at_its_minute() -> None:
    early, late = stay("c", "G", "09:50"), stay("a", "G", "08:00")
    before, after = board("09:59:59.999", early, late), board("10:00", early, late)
    assert row(before, "G").here == ("a",) and row(before, "G", "10:00").here == ("c",), (
        "who came early counts for the next"
    )
    assert row(after, "G").state is ShiftState.AFTER and row(after, "G").here == ()
    assert (row(after, "G", "10:00").here, row(after, "G", "10:00").extra) == (("a", "c"), ("a",))
    assert row(after, "G").came == ("a",) and row(after, "G").missing == (Missing("b", at("08:00"), None, False),)


def test_a_stay_that_only_touches_a_shift_is_not_having_come() -> None:
    found = board("11:00", stay("c", "G", "09:00", "10:00"))
    assert row(found, "G", "10:00").missing == (Missing("c", at("10:00"), None, False),)


def test_over_midnight_the_shift_goes_on() -> None:
    night = Post("N", "Night", (Shift(at("22:00"), at("2/02:00"), 2, ("a", "b")),))
    found = row(board("2/01:00", stay("a", "N", "21:55"), posts=(night,)), "N", "22:00")
    assert (found.state, found.here) == (ShiftState.WITHIN, ("a",))
    assert found.missing == (Missing("b", at("22:00"), None, False),)
    assert row(board("2/02:00", stay("a", "N", "21:55"), posts=(night,)), "N", "22:00").state is ShiftState.AFTER


def test_without_scans_at_posts_being_on_site_is_being_where_one_signed_up() -> None:
    stays = (stay("a", None, "08:05"), stay("c", None, "08:05"), stay("x", None, "08:05"))
    found = board("09:00", *stays)
    assert found.by_plan and row(found, "G").here == ("a",) and row(found, "G").missing[0].person == "b"
    assert row(found, "G", "10:00").missing == (Missing("c", None, None, True),)
    later = board("10:30", *stays)
    assert row(later, "G").came == ("a",) and row(later, "G", "10:00").here == ("c",)
    one = board("09:00", *stays, stay("d", "T", "08:10"))
    assert not one.by_plan and row(one, "G").missing == tuple(Missing(p, at("08:00"), None, p == "a") for p in "ab")


def test_a_post_without_shifts_and_one_that_the_plan_does_not_know() -> None:
    found = board("09:00", stay("a", "O", "08:00"), stay("b", "gone", "08:00"))
    assert (row(found, "O").here, row(found, "O").needed, row(found, "O").lacking) == (("a",), None, 0)
    assert found.elsewhere == (("gone", ("b",)),)


def test_an_earlier_moment_sees_nothing_of_what_came_after() -> None:
    stays = (stay("a", "G", "08:00", "08:30"), stay("b", "G", "08:40"))
    found = row(board("08:15", *stays), "G")
    assert (found.here, found.left, found.missing) == (("a",), (), (Missing("b", at("08:00"), None, False),))


def test_somebody_who_stands_there_counts_for_one_shift_alone() -> None:
    both = Post("B", "Both", (Shift(at("08:00"), at("10:00"), 1, ("a",)), Shift(at("09:00"), at("11:00"), 1, ("b",))))
    found = board("09:30", stay("a", "B", "08:00"), stay("b", "B", "09:00"), stay("x", "B", "09:00"), posts=(both,))
    assert [r.here for r in found.rows] == [("a", "x"), ("b",)]
