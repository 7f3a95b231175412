"""Write commands.md from the help of every command: `python docs/reference/make_commands.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

PAGE = Path(__file__).with_name("commands.md")
sys.path.insert(0, str(PAGE.parents[2]))

from tui.cli.base.language import choose_language  # noqa: E402 - the checkout has to be on the path first
from tui.cli.main import hourdesk  # noqa: E402

_HEAD = """# Commands

What `hourdesk COMMAND --help` says; this page is made from it by `make_commands.py`. Every command takes `--data`,
`--lang` and `--operator`, before or after its name. Results go to standard output, messages to standard error. Exit
code 0: done. 1: the data was refused; each line says which and why. 2: wrong usage.
"""


def page() -> str:
    """The text of the whole page in English: the head, and a section for each command."""
    choose_language(["--lang", "en"])
    return "\n".join([_HEAD, *_sections(hourdesk, None)])


def _sections(command: click.Command, parent: click.Context | None) -> Iterator[str]:
    context = command.context_class(command, parent=parent, info_name=command.name, terminal_width=100)
    level = "##" if parent is None or parent.parent is None else "###"
    yield f"{level} {context.command_path}\n\n```text\n{click.unstyle(command.get_help(context))}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _sections(child, context)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
