"""What a field takes, as a value. Whatever the kind, what stands in a field is a text; `said_wrong` says why it can't be taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.typed_numbers import parse_number, parse_whole
from checkin.rules.typed_times import parse_day, parse_day_and_time, parse_time, split_hours

ROSTERS = (".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".tsv")
"""Endings of files that hold lists of people."""
YES = "yes"
"""The text of a field that is ticked; an empty one where it is not."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text. `proposals` are offered in a list that opens; another text can be typed all the same."""

    proposals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Secret:
    """A PIN or a passphrase: never shown, never copied, taken as it was typed with its blanks. `can_be_shown`: a button beside it
    shows it, for a long code that is copied from a sheet."""

    can_be_shown: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number; a whole one unless said otherwise."""

    whole: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """A day, as `parse_day` reads it."""


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of the day, as `parse_time` reads it; `dated`: a day may stand before it; `spans`: two times may stand there."""

    dated: bool = False
    spans: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some lines: pairs of id and text. The id is what stands in the field; the first line where it is none of them."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Several:
    """Any number of some lines: pairs of id and text. The ids stand in the field below each other (`ids_of`)."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class YesNo:
    """Ticked or not. `label` stands behind the box."""

    label: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that is there. The picker shows files of these endings, such as `.xlsx`; all where there is none."""

    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be written: the picker chooses its folder, the name stays."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder; where `endings` are named, also a file that ends so."""

    endings: tuple[str, ...] = ()


Path_ = File | NewFile | Folder
Kind = Words | Secret | Number | Day | Hour | Choice | Several | YesNo | Path_


def ids_of(text: str) -> list[str]:
    """The ids that are ticked in a field of `Several`."""
    return text.split("\n") if text else []


def text_of(ids: Iterable[str]) -> str:
    """The text of a field of `Several` in which these are ticked."""
    return "\n".join(ids)


def check_kind(kind: Kind, text: str, label: str) -> None:
    """Raises Refused, with the label, where the text is none of this kind. An empty text is no fault of its kind."""
    if not text.strip():
        return
    match kind:
        case Number(whole=True):
            parse_whole(text, label)
        case Number():
            parse_number(text, label)
        case Day():
            parse_day(text, label)
        case Hour(spans=True) if split_hours(text):
            return
        case Hour(dated=True):
            parse_day_and_time(text, label)
        case Hour():
            parse_time(text, label)
        case Choice(lines) | Several(lines):
            if not set(ids_of(text)) <= {id for id, _text in lines}:
                raise refuse("not_listed", label, N_("choose one of the list"))
        case _:
            return


def said_wrong(kind: Kind, text: str, label: str) -> Refused | None:
    """What `check_kind` refuses; None where the text is good."""
    try:
        check_kind(kind, text, label)
    except Refused as refused:
        return refused
    return None
