"""A conflict, and a kind of conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from checkin.texts import _, enumerated
from exports.district.district import District

_TEAM_VALUES = ("team", "other_team", "owner_team")
"""The names of values that hold a team's code. Every kind of conflict uses these names."""
_ACTIVITY_VALUES = ("one", "other", "activity")
"""The names of values that may hold an activity as `TEAM/CODE`."""
_SEVERAL_TEAMS, _APART = "teams", ", "
"""The name of the value that holds the codes of several teams, and what stands between them: it is a part of conflicts' names."""


@dataclass(frozen=True, slots=True)
class ConflictKind:
    """A kind of conflict. `name` is its name in files and JSON and never changes. Lists sort kinds by `place`.

    `words` is its English name for people. `sentences` are all English sentences, with placeholders, that describe such
    a conflict. `find` searches the record for these conflicts. `of_hours` is false where no session is in question, so that
    nobody can rule on its minutes.
    """

    name: str
    place: int
    words: str
    sentences: tuple[str, ...]
    find: Callable[[District], Iterable[Conflict]]
    of_hours: bool = True

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> str:
        """Its name for people, in the language in use."""
        return _(self.words)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict. `message` is a sentence of its kind, with placeholders for `values`.

    `ruled` is true once somebody decided it. `volunteer` is a volunteer number or a badge number. `events` are the ids
    of the events on both sides.
    """

    kind: ConflictKind
    team: str | None
    volunteer: str | None
    events: tuple[str, ...]
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    ruled: bool = False
    schools: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The names of teams by their codes: people know a school by its name."""
    activities: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The names of activities by `TEAM/CODE`, for the same reason."""

    @property
    def text(self) -> str:
        """Both sides in one sentence, in the language in use."""
        return _(self.message).format_map(self.shown)

    @property
    def shown(self) -> Mapping[str, object]:
        """The values as people read them: teams and activities by their names, an activity with its code."""
        codes = {name: str(self.values[name]) for name in _TEAM_VALUES if self.values.get(name)}
        named = {name: self.schools.get(code) or code for name, code in codes.items()}
        for name in _ACTIVITY_VALUES:
            code = str(self.values.get(name) or "")
            if self.activities.get(code):
                named[name] = f"{self.activities[code]} ({code})"
        if _SEVERAL_TEAMS in self.values:
            teams = str(self.values[_SEVERAL_TEAMS]).split(_APART)
            named[_SEVERAL_TEAMS] = enumerated(self.schools.get(code) or code for code in teams)
        return {**self.values, **named}

    @property
    def name(self) -> str:
        """A name that no other conflict has. It stays the same as long as both sides stay the same."""
        sides = self.events or tuple(str(value) for value in self.values.values())
        return "|".join((self.kind.name, self.team or "", self.volunteer or "", *sorted(sides)))

    @property
    def teams(self) -> frozenset[object]:
        """The codes of all teams in this conflict. Their receipts list it."""
        return frozenset((self.team, *(self.values.get(name) for name in _TEAM_VALUES)))

    def to_json(self) -> dict[str, object]:
        """The object that `district conflicts --json` prints for it."""
        return {
            "kind": self.kind.name,
            "team": self.team,
            "volunteer": self.volunteer,
            "events": list(self.events),
            "text": self.text,
            "ruled": self.ruled,
        }
