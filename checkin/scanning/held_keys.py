"""Characters that are held back until it is known who typed them; adding one costs the same, however many there are."""

from __future__ import annotations

LONGEST_HELD = 1 << 16
"""Characters that are kept: two and a half thousand badge numbers on end. Of what comes behind them only the number is."""


class HeldKeys:
    """The characters with the times (seconds) of the first three and of the last."""

    def __init__(self) -> None:
        self._chars: list[str] = []
        self._length = 0
        self._all_same = True
        self._first_times = [0.0, 0.0, 0.0]
        self.last_s = 0.0

    def __len__(self) -> int:
        """How many came, also those that are not kept."""
        return self._length

    def add(self, char: str, at_s: float) -> None:
        """One more came at `at_s`."""
        if self._length < len(self._first_times):
            self._first_times[self._length] = at_s
        self._length += 1
        self.last_s = at_s
        if len(self._chars) < LONGEST_HELD:
            self._all_same = self._all_same and (not self._chars or char == self._chars[0])
            self._chars.append(char)

    @property
    def text(self) -> str:
        """Those that are kept. It costs as much as they are: to be asked for at the end, or while they are few."""
        return "".join(self._chars)

    @property
    def unkept(self) -> int:
        """How many came behind those that are kept."""
        return self._length - len(self._chars)

    @property
    def all_same(self) -> bool:
        """Whether they are one character again and again, as of a key that is kept down."""
        return self._all_same

    @property
    def mean_s(self) -> float:
        """From one key to the next, on average; 0 for a single one."""
        return (self.last_s - self.first_s) / max(1, self._length - 1)

    @property
    def first_s(self) -> float:
        """When the first came."""
        return self._first_times[0]

    @property
    def second_s(self) -> float:
        """When the second came."""
        return self._first_times[1]

    @property
    def third_s(self) -> float:
        """When the third came."""
        return self._first_times[2]
