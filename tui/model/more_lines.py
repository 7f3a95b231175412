"""The lines of `more`, and how they are found: by words of either language, pinyin, initials, keys, or names of commands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from checkin.texts import in_every_language
from storage.people.search_text import folded, sounds
from tui.model.command_groups import Group, in_group_order
from tui.model.commands import Command, key_text

_WORDS = re.compile("[,，、] *")


class MoreLine(NamedTuple):
    """A command as it stands in `more`. `why_not` is the reason why it does not fit now, else empty; `names` and `about` are
    texts that find it, the second ones only where no first one does."""

    command: str
    group: Group
    title: str
    keys: tuple[str, ...]
    help: str
    cli: tuple[str, ...]
    why_not: str
    names: tuple[str, ...]
    about: str


def line_of(command: Command, why_not: str = "") -> MoreLine:
    """The line of a command in the language in use, found by words of both."""
    keys = tuple(map(key_text, command.keys))
    names = [name for text in (command.what, command.label) for name in _in_both(text)]
    names += [word for text in _in_both(command.also) for word in _WORDS.split(text)]
    names += map(_folded_once, (*command.cli, *keys))
    about = " ".join(_in_both(command.__doc__))
    return MoreLine(
        command.name, command.group, command.line(), keys, command.help(), command.cli, why_not, tuple(names), about
    )


def with_sounds(line: MoreLine) -> MoreLine:
    """The line, found by the pinyin of its Chinese names and by their initials too. The tables of pinyin take a moment to load."""
    heard = [sound for name in line.names for sound in _heard(name)]
    return line._replace(names=(*line.names, *heard))


@cache
def _in_both(text: str) -> tuple[str, ...]:
    """How a text of the program is searched, in either language. It is remembered, as the next two: `more` opens at once."""
    return tuple(folded(one) for one in in_every_language(text))


@cache
def _folded_once(text: str) -> str:
    return folded(text)


@cache
def _heard(name: str) -> tuple[str, ...]:
    return tuple(sounds(name.replace(" ", "")))


def found(lines: Sequence[MoreLine], typed: str) -> list[MoreLine]:
    """The lines that fit what was typed, in the order of their groups; all of them for an empty text."""
    words = folded(typed).split()
    by_name = [line for line in lines if _fits(words, line.names)]
    fitting = by_name or [line for line in lines if _fits(words, (*line.names, line.about))]
    return sorted(fitting, key=lambda line: in_group_order(line.group))


def best(lines: Sequence[MoreLine], typed: str) -> int:
    """Which of the lines that were found is marked first: the first whose title begins with what was typed, else the first whose
    title has it as a whole word (“issue” is no “issued”) and is called so too, else the first that has only the one or the other.
    A thing is called so that begins or ends with it (a Chinese word is known by its end: 志愿者证 by 证)."""
    text = folded(typed).strip()
    if not text:
        return 0
    word = re.compile(rf"\b{re.escape(text)}\b", re.ASCII)
    titles = [folded(line.title) for line in lines]
    titled = [place for place, title in enumerate(titles) if title.startswith(text) or _ends_with(title, text)]
    worded = [place for place, title in enumerate(titles) if text.isascii() and word.search(title)]
    named = [place for place, line in enumerate(lines) if _is_named(line, text)]
    both = [place for place in worded if place in named]
    return next(iter(titled or both or worded or named), 0)


def _ends_with(title: str, text: str) -> bool:
    """Whether a title's thing is known by one Chinese character, its last: 志愿者证 by 证."""
    return len(text) == 1 and not text.isascii() and _thing(title).endswith(text)


def _is_named(line: MoreLine, text: str) -> bool:
    """Whether a name of the line begins with `text`, or its thing ends with it."""
    names = [name for name in line.names if _may_mean(name, text)]
    return any(name.startswith(text) or (not text.isascii() and _thing(name).endswith(text)) for name in names)


def _thing(name: str) -> str:
    """What a line is about: its name up to the first colon or comma."""
    return re.split("[:,：，]", name, maxsplit=1)[0].strip()


def _fits(words: Sequence[str], texts: Sequence[str]) -> bool:
    return all(any(word in text and _may_mean(text, word) for text in texts) for word in words)


def _may_mean(text: str, word: str) -> bool:
    """Not a key with another one held down, unless the word names both: a shift of people is no `Shift+F6`."""
    return "+" in word or "+" not in text
