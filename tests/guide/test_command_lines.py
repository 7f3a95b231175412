"""Pages of the guide whose commands `make soak` runs one after the other: in the tests each line is a right one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import pytest

from tests.guide.playing import GUIDES
from tests.tui.cli.test_help import parse

PAGES = ("audit.md", "credentials.md", "district.md", "things.md")


def command_lines(block: str) -> Iterator[list[str]]:
    """What stands behind each `hourdesk` of some lines for a shell; what the shell would put in is the number 1."""
    plain = re.sub(r"\$\{?\w+\}?", "1", re.sub(r" # .*", "", block.replace("\\\n", " ")))
    words = shlex.shlex(plain, posix=True, punctuation_chars="();<>|&\n")
    words.whitespace, words.whitespace_split = " \t", True
    found: list[str] | None = None
    for word in (*words, ";"):
        if set(word) <= set("();<>|&\n"):
            if found is not None:
                yield found
            found = None
        elif word == "hourdesk" and found is None:
            found = []
        elif found is not None:
            found.append(word)


@pytest.mark.parametrize("page", PAGES)
def test_each_is_a_right_one(page: str) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (GUIDES / page).read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in command_lines(block)]
    assert len(lines) > 15
    for line in lines:
        parse(line)
