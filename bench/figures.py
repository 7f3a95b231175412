"""A figure: what was measured, beside its floor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians of both sides in `unit`; the ratio should not be above `target`."""

    name: str
    ours: float
    floor: float
    unit: str
    target: float
    rounds: int

    @property
    def ratio(self) -> float:
        """How many times the floor it takes."""
        return self.ours / self.floor

    @property
    def reached(self) -> bool:
        """Whether the target is reached."""
        return self.ratio <= self.target

    def line(self) -> str:
        """One row of the table."""
        verdict = "ok" if self.reached else "SHORT OF TARGET"
        return (
            f"{self.name:<44} {self.ours:>9.3f} {self.unit:<2} {self.floor:>9.3f} {self.unit:<2} "
            f"{self.ratio:>6.2f}  ≤ {self.target:<4} n={self.rounds:<4} {verdict}"
        )


def heading() -> str:
    """The head of the table."""
    return f"{'median of n, alternating':<44} {'hourdesk':>12} {'floor':>12} {'ratio':>6}  target"


def figure(name: str, ours: Sequence[float], floor: Sequence[float], unit: str, target: float) -> Figure:
    """The figure of two series of measurements."""
    return Figure(name, median(ours), median(floor), unit, target, len(ours))


def alternate(sides: Sequence[Callable[[int], float]], rounds: int, warm: int) -> list[list[float]]:
    """The results of each side, which are called in turn; the first `warm` rounds don't
    count. A side gets its round's number.

    Other work of the machine then affects all sides alike. The side that goes first changes from round to round.
    """
    found: list[list[float]] = [[] for _ in sides]
    for turn in range(warm + rounds):
        order = list(range(len(sides)))
        for place in order if turn % 2 else reversed(order):
            value = sides[place](turn)
            if turn >= warm:
                found[place].append(value)
    return found


@dataclass(frozen=True, slots=True)
class Reads:
    """How many codes were read by both sides; the ratio should not be below `target`."""

    name: str
    ours: int
    peer: int
    of: int
    target: float

    def line(self) -> str:
        """One row of the table."""
        ratio = self.ours / self.peer if self.peer else 1.0 if self.ours == 0 else float("inf")
        verdict = "ok" if ratio >= self.target else "SHORT OF TARGET"
        return f"{self.name:<44} {self.ours:>12} {self.peer:>12} {ratio:>6.2f}  ≥ {self.target:<4} n={self.of:<4} {verdict}"


@dataclass(frozen=True, slots=True)
class Limit:
    """A value that should not be above `most` (None: it is only printed); `beside` is the
    value of a similar program, if any.
    """

    name: str
    value: float
    unit: str
    most: float | None = None
    beside: float | None = None

    def line(self) -> str:
        """One row of the table."""
        peer = "" if self.beside is None else f"{self.beside:.2f} {self.unit}"
        target = "" if self.most is None else f"≤ {self.most:g} {self.unit}"
        verdict = "" if self.most is None else "ok" if self.value <= self.most else "SHORT OF TARGET"
        return (
            f"{self.name:<44} {f'{self.value:.2f} {self.unit}':>12} {peer:>12}         {target:<12} {verdict}".rstrip()
        )
