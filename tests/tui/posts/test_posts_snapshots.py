"""How the board of posts looks: who has not come to which post, at the sizes of the laptops, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from checkin.rules.outcomes import OutcomeKind
from checkin.texts import use_language
from tests.tui.outcomes import outcome_of_kind
from tests.tui.posts.shown import shown
from tests.tui.still import StillDesk, stands_still
from tui.screens.posts.board import PostBoardDialog
from tui.screens.posts.rows import Shown

Compare = Callable[..., bool]
SMALL, LARGE = (80, 24), (120, 40)


@pytest.mark.parametrize(
    ("size", "spoken", "theme", "look"),
    [
        (SMALL, "zh", "dark", "posts"),
        (SMALL, "en", "light", "posts"),
        (LARGE, "zh", "light", "posts"),
        (LARGE, "en", "dark", "posts"),
        (SMALL, "zh", "light", "scanned"),
        (SMALL, "en", "dark", "empty"),
    ],
)
def test_the_board_of_posts(size: tuple[int, int], spoken: str, theme: str, look: str, snap_compare: Compare) -> None:
    use_language(spoken)

    async def read() -> Shown | None:
        return None

    async def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, StillDesk)
        pilot.app.push_screen(PostBoardDialog(shown(empty=look == "empty"), read))
        await stands_still(pilot)
        if look == "scanned":
            pilot.app.show(outcome_of_kind(OutcomeKind.OPENED))
            await stands_still(pilot)

    assert snap_compare(StillDesk({"theme": theme}), terminal_size=size, run_before=before)
