"""Help that a newcomer gets along with: sections, examples that are true, lines that fit, and what was perhaps meant."""

from __future__ import annotations

import errno
import io
import re
import shlex
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from checkin.texts import _
from tests.portions import share
from tests.tui.cli.conftest import Run
from tests.tui.cli.every_command import every_command
from tui.cli.base.colours import colours_wanted
from tui.cli.base.language import choose_language
from tui.cli.base.likely import SAME_DEED
from tui.cli.main import hourdesk
from tui.words.cells import cell_width
from tui.words.wrapping import wrapped

LATIN = re.compile(r"[A-Za-z0-9_./:-]+")
ESCAPE = "\x1b["


def examples_of(command: click.Command) -> list[list[str]]:
    """The words behind `hourdesk` of each example, in the language in use; a shell reads what follows `<`."""
    return [shlex.split(_(line).partition(" < ")[0])[1:] for line in getattr(command, "examples", ())]


def parse(line: list[str]) -> None:
    """Parse a command line down to its command, and do nothing. Raises UsageError."""
    context = hourdesk.make_context("hourdesk", list(line))
    while isinstance(context.command, click.Group) and (rest := [*context._protected_args, *context.args]):
        name, one, rest = context.command.resolve_command(context, rest)
        assert one is not None
        context = one.make_context(name, rest, parent=context)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_has_examples_and_each_is_a_right_command_line(language: str) -> None:
    """Parsed to its last word: the command is the one that the example stands with, or one below it."""
    choose_language(["--lang", language])
    wrong = []
    for words, command in every_command():
        lines = examples_of(command)
        if not lines or any(line[: len(words)] != list(words) for line in lines):
            wrong.append((words, lines))
        for line in lines:
            parse(line)
    assert wrong == []


def test_every_example_runs_without_a_word_about_usage(
    desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a desk of four people: done, or refused with a reason (there is no such file or event); never misunderstood."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    misunderstood = {}
    for words, command in share(every_command(), 0, 3):
        # These open a screen, or ask at a terminal.
        if words in {(), ("demo",), ("pin",), ("pin", "set"), ("district",), ("protect",), ("district", "protect")}:
            continue
        for line in examples_of(command):
            answer = desk(*(word.replace("/media", str(tmp_path)) for word in line))
            if answer.code == 2 or "Name a file that ends in" in answer.err:
                misunderstood[tuple(line)] = answer.err
    assert misunderstood == {}


@pytest.mark.parametrize("columns", share([60, 80, 100], 0, 3))
def test_chinese_help_fits_its_lines_and_no_line_begins_with_what_closes(columns: int) -> None:
    """Counted in cells, as a terminal counts."""
    choose_language(["--lang", "zh"])
    for words, _command in every_command():
        text = CliRunner().invoke(hourdesk, ["--lang", "zh", *words, "--help"], terminal_width=columns).output
        body = text.partition("示例：")[0].splitlines()
        assert all(cell_width(line) <= columns for line in body), words
        assert not [line for line in body if line.strip()[:1] in tuple("，。、；：！？）》」』】”")], words


@pytest.mark.parametrize("room", share([32, 50, 78], 1, 3))
def test_no_line_of_help_cuts_a_latin_word(room: int) -> None:
    """The words of the lines are those of the text: names of files, options and commands stay whole."""
    choose_language(["--lang", "zh"])
    for _words, command in every_command():
        for text in (_(command.help or ""), *(_(getattr(one, "help", None) or "") for one in command.params)):
            lines = wrapped(text, room)
            assert [word for line in lines for word in LATIN.findall(line)] == LATIN.findall(text)
            assert "".join("".join(lines).split()) == "".join(text.split())


def test_sections_hold_every_command_once() -> None:
    """Nothing is missing in the help of the program and of the district."""
    for words, command in every_command():
        sections = getattr(command, "_sections", None)
        if sections:
            assert isinstance(command, click.Group)
            names = [name for members in sections.values() for name in members]
            assert sorted(names) == sorted(command.list_commands(click.Context(command))), words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("scna", "'scan'"),
        ("roster imprt x", "'import'"),
        ("import x", "'roster import'"),
        ("merge x", "'district merge'"),
        ("audit witness", "hourdesk witness'"),
        ("undo x", "'void'"),
        ("district take x", "'merge'"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_one_that_was_meant(run: Run, typed: str, meant: str) -> None:
    """A slip of the fingers, and a command that stands in a group."""
    in_english, in_chinese = run("--lang", "en", *typed.split()), run("--lang", "zh", *typed.split())
    assert in_english.code == in_chinese.code == 2
    assert "Did you mean" in in_english.err and meant in in_english.err
    assert "这个命令。是不是" in in_chinese.err and meant in in_chinese.err


def test_every_deed_that_is_called_otherwise_has_its_command() -> None:
    """What is proposed for such a word is there, and the word itself is no command."""
    commands = dict(every_command())
    for words, deeds in SAME_DEED.items():
        group = commands[words]
        assert isinstance(group, click.Group)
        names = set(group.list_commands(click.Context(group)))
        assert set(deeds.values()) <= names and not set(deeds) & names, words


def test_a_word_like_no_command_is_not_explained_away(run: Run) -> None:
    """No guess is better than a wild one."""
    assert "Did you mean" not in run("xylophone").err


def test_colours_are_for_terminals_alone_and_never_with_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is stronger than FORCE_COLOR; a dumb terminal gets none; a file gets them only by force."""
    assert colours_wanted({}) is None and colours_wanted({"TERM": "dumb"}) is False
    assert colours_wanted({"FORCE_COLOR": "1", "TERM": "dumb"}) is True and colours_wanted({"FORCE_COLOR": "0"}) is None
    assert colours_wanted({"NO_COLOR": "1", "FORCE_COLOR": "1"}) is False and colours_wanted({"NO_COLOR": ""}) is None
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for words in (["scan", "--help"], ["scna"]):
        assert ESCAPE not in CliRunner().invoke(hourdesk, words).output
        assert ESCAPE in CliRunner().invoke(hourdesk, words, env={"FORCE_COLOR": "1"}).output
        assert ESCAPE not in CliRunner().invoke(hourdesk, words, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).output


class FullDisk(io.StringIO):
    """Standard output on a disk that takes no byte more."""

    def write(self, text: str) -> int:
        """Refuse."""
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["roster", "--help"]])
def test_help_onto_a_full_disk_is_a_sentence(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", FullDisk())
    with pytest.raises(SystemExit) as end:
        hourdesk.main(words, prog_name="hourdesk")
    assert end.value.code == 1 and capsys.readouterr().err.startswith("The disk is full.")
