"""A command line that writes, and what it works on."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple


class Task(NamedTuple):
    """A command that writes. In its line `{names}` stand for what the world has of that name.

    `data` is the folder that it works on, `file` what it writes beside it, `folder` where it writes several files.
    `stepwise`: its events are recorded one after the other, so that some of them may be there after a cut. `each`: lines that do a
    part of it each; where one part can't be done, the others are.
    """

    name: str
    line: str
    data: str = "first"
    file: str = ""
    stdin: str = ""
    environment: Mapping[str, str] = {}
    stepwise: bool = False
    folder: str = ""
    each: tuple[str, ...] = ()

    def arguments(self, names: Mapping[str, str]) -> list[str]:
        """The words of the command line."""
        return [word.format(**names) for word in shlex.split(self.line)]

    def needs(self) -> set[str]:
        """The names that stand in it."""
        texts = (self.line, self.stdin, *self.environment.values())
        return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
