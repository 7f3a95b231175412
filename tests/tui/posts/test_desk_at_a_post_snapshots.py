"""How a desk at a post looks: the post in the first line, a move of somebody, the question which post it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from checkin.rules.outcomes import NamedPost, OutcomeKind
from checkin.rules.posts import Post
from checkin.texts import use_language
from tests.tui.outcomes import outcome_of_kind
from tests.tui.still import StillDesk, stands_still
from tui.desk.posts.here import post_dialog

Compare = Callable[..., bool]
SMALL, LARGE = (80, 24), (120, 40)
POSTS = (Post("G", "校门"), Post("T", "茶水"), Post("F", "医务点 First aid"))


def at_post(app: StillDesk, code: str) -> None:
    board = app.state.board
    assert board is not None
    app.state.board = board._replace(activity=board.activity._replace(posts=POSTS))
    app.state.post = code
    app.desk.display.show_state()


@pytest.mark.parametrize(
    ("size", "spoken", "look"),
    [
        (SMALL, "zh", "moved"),
        (LARGE, "en", "moved"),
        (SMALL, "en", "choose"),
        (LARGE, "zh", "choose"),
        (SMALL, "zh", "gone"),
    ],
)
def test_a_desk_at_a_post(size: tuple[int, int], spoken: str, look: str, snap_compare: Compare) -> None:
    use_language(spoken)

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        at_post(app, "X9" if look == "gone" else "T")
        if look == "moved":
            moved = outcome_of_kind(OutcomeKind.MOVED)
            app.show(moved._replace(post=NamedPost("T", "茶水"), post_before=NamedPost("G", "校门")))
        elif look == "choose":
            app.push_screen(post_dialog(POSTS, "T"))
        await stands_still(pilot)

    assert snap_compare(StillDesk(), terminal_size=size, run_before=before)
