"""A man page is the help of a command, set in roff instead of lines of a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from checkin.texts import _, language
from tui.cli.base.help_page import HelpPage

_BETWEEN_SIGNS = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])(?<![（“《「])(?=[^\s，。：；、！？）”》」])")
"""Where a line of Chinese may end; roff does not know it."""


class ManPage(HelpPage):
    """What `Command.format_help` writes to: headings, paragraphs and terms become the macros of man(7)."""

    def __init__(self, path: str, summary: str, version: str) -> None:
        """`path` are the words of the command, `summary` is what it does in one sentence."""
        super().__init__(width=400, max_width=400)
        self._loose = [_("Notes"), _("Description")]
        self._in_section = False
        name = page_name(path)
        self.write(f'.TH "{_plain(name.upper())}" "1" "" "hourdesk {_plain(version)}" "Hourdesk"\n')
        # Chinese has no blanks between words: text is set to the left, not to both margins.
        self.write(".nh\n.ad l\n")
        self._head(_("Name"))
        # Programs that list what there is read this line, and know fewer escapes than roff.
        self.write(f"{_plain(name)} \\- {_escaped(summary)}\n")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage, under its heading."""
        self._head(_("Synopsis"))
        self.write(f"{_bold(prog)} {_plain(args)}".rstrip() + "\n")

    def write_paragraph(self) -> None:
        """Nothing: each heading and paragraph brings its own distance."""

    def write_text(self, text: str) -> None:
        """The description; what comes after the options stands under a heading of its own."""
        if not self._in_section and self._loose:
            self._head(self._loose.pop())
        for paragraph in text.split("\n\n"):
            self.write(f".PP\n{_line(' '.join(paragraph.split()))}\n")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A heading, and what stands under it."""
        self._head(name)
        self._in_section = True
        try:
            yield
        finally:
            self._in_section = False

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms with what they mean below."""
        for term, text in rows:
            self.write(f".TP\n{_bold(term.strip())}\n{_line(' '.join(text.split()))}\n")

    def write_examples(self, lines: Iterable[str]) -> None:
        """Command lines, each as it is typed."""
        self._head(_("Examples"))
        self.write(".nf\n" + "".join(f"{_line(line)}\n" for line in lines) + ".fi\n")

    def write_others(self, paths: Iterable[str]) -> None:
        """The pages of the commands above and below."""
        names = [f"{_bold(page_name(path))}(1)" for path in paths]
        if names:
            self._head(_("See also"))
            self.write(("、\\:" if language() == "zh" else ", ").join(names) + "\n")

    def _head(self, heading: str) -> None:
        self.write(f'.SH "{heading.upper()}"\n')


def man_pages(root: click.Command, version: str) -> Iterator[tuple[str, str]]:
    """Name and roff of the page of each command, the root first, in the language in use."""
    yield from _pages(root, None, version)


def page_name(path: str) -> str:
    """`hourdesk-roster-import` of `hourdesk roster import`: man looks for it so."""
    return path.replace(" ", "-")


def _pages(command: click.Command, parent: click.Context | None, version: str) -> Iterator[tuple[str, str]]:
    context = command.context_class(command, parent=parent, info_name=command.name)
    path = context.command_path
    page = ManPage(path, command.get_short_help_str(400), version)
    command.format_help(context, page)
    below = _below(command, context)
    above = [] if parent is None else [parent.command_path]
    page.write_others([*above, *(f"{path} {child.name}" for child in below)])
    yield page_name(path), click.unstyle(page.getvalue())
    for child in below:
        yield from _pages(child, context, version)


def _below(command: click.Command, context: click.Context) -> list[click.Command]:
    if not isinstance(command, click.Group):
        return []
    found = (command.get_command(context, name) for name in command.list_commands(context))
    return [child for child in found if child is not None and not child.hidden]


def _plain(text: str) -> str:
    """A text that roff takes as it is; a hyphen stays one that can be copied into a command line."""
    return _BETWEEN_SIGNS.sub(r"\\:", _escaped(text))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\(rs").replace("-", "\\-").replace('"', "\\(dq").replace("'", "\\(aq")


def _line(text: str) -> str:
    """A line of text that is no request, whatever it begins with."""
    return "\\&" + _plain(text)


def _bold(text: str) -> str:
    return f"\\fB{_plain(text)}\\fR"
