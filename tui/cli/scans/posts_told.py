"""What is said of a scan at a post: that it is full, and for which post the person signed up."""

from __future__ import annotations

from checkin.rules.outcomes import Outcome
from storage.people.person import Person
from storage.presence.board import Board, read_board
from storage.store import Store
from tui.words.people.posts import scan_advice


class PostsTold:
    """The board of one run: read from the record at the first scan at a post, then carried on scan by scan."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._board: Board | None = None

    def of(self, outcome: Outcome, person: Person | None) -> list[str]:
        """A line, where there is something to say."""
        if outcome.post is None or outcome.activity is None:
            return []
        if self._board is None:
            self._board = read_board(self._store, outcome.activity, outcome.at)
        else:
            self._board = self._board.after(outcome, person, outcome.at)
        if not self._board.activity.posts:
            return []
        told = scan_advice(self._board, outcome.volunteer or "", outcome.post.code, outcome.at)
        return [told] if told else []
