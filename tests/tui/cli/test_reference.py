"""The reference page is what --help says now, and names every command."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import click

from scripts.texts import marked
from tui.cli.main import hourdesk

FOLDER = Path(__file__).parents[3] / "docs" / "reference"
_TUI = Path(__file__).parents[3] / "tui"
SOURCES = (_TUI / "cli", _TUI / "words")


def commands(group: click.Group, path: str) -> Iterator[str]:
    """The path of every command below a group."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield f"{path} {name}"
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")


def test_the_page_is_current() -> None:
    make = runpy.run_path(str(FOLDER / "make_commands.py"))
    assert (FOLDER / "commands.md").read_text("utf-8") == make["page"](), "run python docs/reference/make_commands.py"


def test_every_command_stands_on_it() -> None:
    headings = (FOLDER / "commands.md").read_text("utf-8").splitlines()
    every = list(commands(hourdesk, "hourdesk"))
    assert len(every) > 30
    for path in every:
        assert any(line.lstrip("#") == f" {path}" for line in headings if line.startswith("#")), path


def test_every_option_and_command_has_a_text_that_is_marked_for_translation() -> None:
    known = {
        text
        for folder in SOURCES
        for source in folder.rglob("*.py")
        for name, texts in marked(source)
        if name == "N_"
        for text in texts
    }

    def check(command: click.Command, path: str) -> None:
        assert command.help in known, path
        context = click.Context(command)
        for param in command.get_params(context):
            if isinstance(param, click.Option):
                assert param.help in known, f"{path} {param.opts}"
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                assert child is not None
                check(child, f"{path} {name}")

    check(hourdesk, "hourdesk")
