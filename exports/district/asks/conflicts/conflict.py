"""What a conflict is, and what a kind of conflict says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from checkin.texts import _
from exports.district.district import District

_TEAM_VALUES = ("team", "other_team", "owner_team")
"""Names of the values that hold a team's code; every kind uses these names."""


@dataclass(frozen=True, slots=True)
class ConflictKind:
    """A kind of conflict. `name` is its word in files and JSON, and never changes; `place` orders the kinds in a list.

    `words` is what people call it, in English. `sentences` are all that it says of both sides, in English with
    placeholders. `find` searches the record for it.
    """

    name: str
    place: int
    words: str
    sentences: tuple[str, ...]
    find: Callable[[District], Iterable[Conflict]]

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> str:
        """What people call it, in the language in use."""
        return _(self.words)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that does not fit. `message` is a sentence of its kind, with placeholders for `values`.

    `ruled` is true once somebody decided. `volunteer` is a number or a badge; `events` are the ids of both sides.
    """

    kind: ConflictKind
    team: str | None
    volunteer: str | None
    events: tuple[str, ...]
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    ruled: bool = False

    @property
    def text(self) -> str:
        """Both sides in one sentence, in the language in use."""
        return _(self.message).format_map(self.values)

    @property
    def name(self) -> str:
        """What tells it from all others; it stays the same while its sides do."""
        sides = self.events or tuple(str(value) for value in self.values.values())
        return "|".join((self.kind.name, self.team or "", self.volunteer or "", *sorted(sides)))

    @property
    def teams(self) -> frozenset[object]:
        """The codes of all teams that it speaks of, whose desks are told of it."""
        return frozenset((self.team, *(self.values.get(name) for name in _TEAM_VALUES)))

    def to_json(self) -> dict[str, object]:
        """What `district conflicts --json` prints."""
        return {
            "kind": self.kind.name,
            "team": self.team,
            "volunteer": self.volunteer,
            "events": list(self.events),
            "text": self.text,
            "ruled": self.ruled,
        }
