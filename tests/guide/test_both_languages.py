"""A guide's page in Chinese has the same commands as the English one, which a test runs; and every page has its Chinese one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GUIDES = Path(__file__).parents[2] / "docs/guide"
ENGLISH = sorted(
    page for page in GUIDES.glob("*.md") if not page.name.endswith(".zh-CN.md") and page.name != "README.md"
)
RUN = (
    "audit.md",
    "claims.md",
    "credentials.md",
    "district.md",
    "hours.md",
    "large-day.md",
    "minors.md",
    "school-year.md",
    "things.md",
)
"""Whose commands a test runs, one by one."""
_SAID = re.compile(r"  # .*|echo \"[^\"$]* [^\"$]*\"|echo \"[\u4e00-\u9fff]+\"")
"""What is said to the reader: comments, and the words of `echo`."""


def chinese(page: Path) -> Path:
    return page.with_name(f"{page.stem}.zh-CN.md")


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.stem)
def test_every_page_of_the_guide_is_there_in_chinese(page: Path) -> None:
    there = chinese(page)
    assert f"]({there.name})" in page.read_text("utf-8")
    assert f"]({page.name})" in there.read_text("utf-8")
    listed = (GUIDES / "README.md").read_text("utf-8")
    assert f"]({page.name})" in listed and f"]({there.name})" in listed


@pytest.mark.parametrize("name", RUN)
def test_the_chinese_page_has_the_commands_that_are_run(name: str) -> None:
    def commands(page: Path) -> list[str]:
        blocks = re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
        return [_SAID.sub("", block) for block in blocks]

    assert commands(GUIDES / name) == commands(chinese(GUIDES / name)) != []


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.stem)
def test_links_of_the_guide_lead_somewhere(page: Path) -> None:
    for shown in (page, chinese(page)):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", shown.read_text("utf-8")):
            assert (GUIDES / target).exists(), (shown.name, target)
