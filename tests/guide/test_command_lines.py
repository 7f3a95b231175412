"""All pages of the guide, those too that only `make soak` plays: each line is a right command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from tests.guide.playing import GUIDES
from tests.tui.cli.test_help import parse

_WITH_FUNCTIONS = ("hours", "minors", "school-year")
"""Pages whose commands stand in functions of the shell; each has a test that plays it."""
PAGES = sorted(page.name for page in GUIDES.glob("*.md") if page.name.partition(".")[0] not in _WITH_FUNCTIONS)


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


def test_each_is_a_right_one() -> None:
    count = 0
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", (GUIDES / page).read_text("utf-8"), re.DOTALL):
            for line in command_lines(block):
                parse(line)
                count += 1
    assert count > 300, "the commands of the pages are found"
