"""What inspectors found: read from a filled list, kept as events, and reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from checkin.rules.events import Event, Inspect
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.standing import standing
from checkin.texts import _, enumerated, in_every_language
from exports.audit.sample.check_list import ITEM_WORDS, Item
from exports.audit.sample.drawing import as_kept
from exports.audit.sample.sheet import EVENT, FAILED, HEADINGS, NOTE, SAMPLE, TITLE, TOGETHER
from storage.roster.headed_rows import HeadedRow, headed_rows

_HEADINGS = {
    "event": in_every_language(EVENT),
    "failed": in_every_language(FAILED),
    "note": in_every_language(NOTE),
    "sample": in_every_language(SAMPLE),
}
_OF_THE_LIST = {word: in_every_language(word) for word in (*HEADINGS, *TOGETHER, *ITEM_WORDS.values()) if word != EVENT}
"""Columns that were drawn and are not read: nobody has to be told."""
_NONE = frozenset({"none", "无", "没有", "ok", "✓", "合格", "通过", "符合", "全部符合"})
_ITEM_OF: Mapping[str, Item] = {
    word.casefold(): item for item, text in ITEM_WORDS.items() for word in (*in_every_language(text), str(item))
}


class Result(NamedTuple):
    """What an inspector found of one session: the items that don't hold, and a note."""

    session: str
    failed: tuple[Item, ...]
    note: str


class Inspected(NamedTuple):
    """The results of a sample. `failed` counts the sessions by item; `sessions` are those with something that does not hold."""

    seed: str
    checked: int
    failed: Mapping[Item, int]
    sessions: Mapping[str, Event]

    @property
    def sound(self) -> int:
        """Sessions of which everything holds."""
        return self.checked - len(self.sessions)


def read_results(file: Path, seed: str, sessions: Collection[str], notes: list[Problem]) -> list[Result]:
    """The rows of a list that somebody filled in; rows with nothing filled in are not checked yet.

    `sessions` are the keys of the record; a list of another sample than that of `seed` is refused. Notes on columns that are not read go into `notes`. Raises Refused naming every
    row that can't be read: then nothing of the list is taken.
    """
    results, problems = dict[str, Result](), list[Problem]()
    for row in headed_rows(file, _OF_THE_LIST | _HEADINGS, ("event", "failed"), notes):
        failed = row.cells.get("failed", "")
        if not failed:
            continue
        read = _result(row, failed, seed, sessions)
        if isinstance(read, Problem):
            problems.append(read)
        elif read.session in results:
            problems.append(Problem("twice", row.where, N_("this session is in the list twice")))
        else:
            results[read.session] = read
    if not results and not problems:
        message = N_("nothing is filled in: write what does not hold, or “none”, beside each session that was checked")
        problems.append(Problem("no_results", file.name, message))
    if problems:
        raise Refused(*problems)
    return list(results.values())


def _result(row: HeadedRow, failed: str, seed: str, sessions: Collection[str]) -> Result | Problem:
    if other := _of_another_sample(row.cells.get("sample", ""), seed):
        message = N_("this list is of another sample ({other}): name its seed, or take the list of this one")
        return Problem("other_sample", row.where, message, {"other": other[:120]})
    session = row.cells.get("event", "").strip().lower()
    if session not in sessions:
        message = N_("the record has no such session: take the list that was drawn from it")
        return Problem("not_in_sample", row.where, message)
    words = [] if failed.strip().casefold() in _NONE else _words(failed)
    unknown = [word for word in words if word.casefold() not in _ITEM_OF]
    if unknown:
        known = enumerated(map(_, ITEM_WORDS.values()))
        message = N_("“{word}” is no item of the check list; write some of {known}, or none")
        return Problem("no_item", row.where, message, {"word": unknown[0][:40], "known": known})
    items = {_ITEM_OF[word.casefold()] for word in words}
    return Result(session, tuple(item for item in Item if item in items), row.cells.get("note", ""))


def _of_another_sample(said: str, seed: str) -> str:
    """What a list says of its sample, where that is another one; empty where it is this one, or nothing is said."""
    said = as_kept(said)
    # Seeds that differ in capitals draw different sessions.
    ours = {as_kept(text.format(seed=seed)) for text in in_every_language(TITLE)}
    return "" if not said or said in ours else said


def _words(text: str) -> list[str]:
    for separator in ",，、;；\n":
        text = text.replace(separator, "|")
    return [word.strip() for word in text.split("|") if word.strip()]


def inspection(one: Result, seed: str) -> Inspect:
    """The event that keeps a result of the sample of a seed; its reason is the note."""
    return Inspect(one.session, seed, tuple(map(str, one.failed)))


def inspections(events: Iterable[Event], seed: str) -> Inspected:
    """What is known of the sample of a seed; `events` are of the kind `inspect`, with the voids that aim at them."""
    last = {
        e.body.target: e for e in standing(list(events)) if isinstance(e.body, Inspect) and as_kept(e.body.seed) == seed
    }
    bodies = [event.body for event in last.values() if isinstance(event.body, Inspect)]
    failed = {item: sum(str(item) in body.failed for body in bodies) for item in Item}
    return Inspected(seed, len(last), failed, {key: e for key, e in last.items() if getattr(e.body, "failed", ())})
