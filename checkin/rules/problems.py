"""Bad data is a value: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 - the name under which gettext tools look for texts to translate later
    """Mark a text for translation where it is written; `checkin.texts.say` translates it where it is read."""
    return message


def by_count(count: int, one: str, many: str) -> str:
    """Of two texts for a problem, both marked with `N_`, the one for this number."""
    return one if count == 1 else many


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with somebody's data.

    `code` is stable and for programs; `where` names the place as a person would (a file, a sheet and row, an option);
    `message` is an English text with `{placeholders}` for `values`, marked with `N_`; a value that is a tuple is listed.
    """

    code: str
    where: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


def unknown_setting(code: str, where: str, name: str, known: Iterable[str]) -> Problem:
    """A table at `where` has a setting that there is not; `known` are those that there are."""
    return Problem(
        code, f"{where} {name[:40]}", N_("there is no such setting; the settings are {known}"), {"known": tuple(known)}
    )


def each_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in their order, none of them twice."""
    found: list[Problem] = []
    for one in problems:
        if one not in found:
            found.append(one)
    return found


class Refused(Exception):
    """The data that somebody gave can't be taken; `problems` says which and why (at least one)."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.where}: {p.code}" for p in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[Refused], tuple[Problem, ...]]:
        """So that it comes whole from a process of its own."""
        return type(self), self.problems


def refuse(code: str, where: str, message: str, /, **values: object) -> Refused:
    """A `Refused` with one problem; `message` must be marked with `N_` by the caller."""
    return Refused(Problem(code, where, message, values))
