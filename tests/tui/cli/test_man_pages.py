"""Man pages of every command after one command, in both languages, which man and groff set without a word."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.portions import in_the_soak, share
from tests.tui.cli.conftest import Run
from tests.tui.cli.every_command import every_command
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk
from tui.words.cells import cell_width

PLACES = {"en": "man1", "zh": "zh_CN/man1"}
MACROS = {".TH", ".SH", ".PP", ".TP", ".nf", ".fi", ".nh", ".ad"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages in a folder that was named, written twice, which is as once."""
    folder = tmp_path_factory.mktemp("pages")
    for _turn in range(2):
        assert CliRunner().invoke(hourdesk, ["--lang", "en", "man", str(folder)], obj=DeskChoice()).exit_code == 0
    return folder


def read(roff: str) -> str:
    """The text of a page without macros and escapes. Every line is a macro that we use, or text."""
    lines = [line.partition(" ") for line in roff.splitlines()]
    assert all(first in MACROS for first, _blank, _rest in lines if first.startswith((".", "'")))
    text = re.sub(r"\\f[BR]|\\&", "", roff)
    for escape, sign in ((r"\:", ""), (r"\(dq", '"'), (r"\(aq", "'"), (r"\-", "-"), (r"\(rs", "\\")):
        text = text.replace(escape, sign)
    return text


@in_the_soak
@pytest.mark.parametrize("language", share(sorted(PLACES), 0, 2))
def test_every_command_has_a_page_with_its_options_and_examples(pages: Path, language: str) -> None:
    """As many pages as commands; each names every option, and its headings are of the language."""
    folder = pages / PLACES[language]
    for words, command in every_command():
        text = read((folder / f"{'-'.join(('hourdesk', *words))}.1").read_text("utf-8"))
        assert all(name in text for param in command.params if isinstance(param, click.Option) for name in param.opts)
        headings = re.findall(r'^\.SH "(.*)"', text, re.MULTILINE)
        first = ["NAME", "SYNOPSIS", "DESCRIPTION"] if language == "en" else ["名称", "用法", "说明"]
        assert headings[:3] == first and len(set(headings)) == len(headings), headings
        assert all(bool(CHINESE.search(heading)) == (language == "zh") for heading in headings), headings
    assert len(list(folder.iterdir())) == len({words for words, _command in every_command()} | {()})


@in_the_soak
def test_without_a_folder_man_finds_them(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among the files of the user, in both languages, whichever is in use."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    answer = run("--lang", "zh", "man")
    assert answer.code == 0 and "手册页" in answer.out
    for place, word in (("man1", "roster"), ("zh_CN/man1", "名称")):
        assert word in (tmp_path / ".local/share/man" / place / "hourdesk-roster-import.1").read_text("utf-8")


@in_the_soak
@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
@pytest.mark.parametrize("language", sorted(PLACES))
def test_groff_sets_the_pages_without_a_warning(pages: Path, language: str) -> None:
    """Each with all warnings on; a command line of the examples comes out as it is typed."""
    files = [pages / PLACES[language] / f"hourdesk{name}.1" for name in ("", "-roster-import", "-policy", "-district")]
    words = ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-P-cbou", *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert max(map(cell_width, done.stdout.splitlines())) <= 80
    assert done.stderr == "" and "hourdesk --data /media/desk --operator" in done.stdout
