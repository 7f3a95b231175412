"""How a help page is set: by cells, for click counts characters; headings and terms in colour where the terminal has any."""

from __future__ import annotations

from collections.abc import Iterable

import click

from checkin.texts import _, language
from tui.words.cells import cell_width
from tui.words.wrapping import wrapped

_LEAST = 10
"""Cells for the explanation of a term, on however narrow a terminal."""


class HelpPage(click.HelpFormatter):
    """click's page, with its methods that wrap or measure replaced."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage: the words of the command, then what follows them."""
        heading = _("Usage:") if prefix is None else prefix.strip()
        blank = "" if heading.endswith("：") else " "
        indent = cell_width(f"{heading}{blank}{prog} ")
        first, *rest = wrapped(args, max(self.width - indent, 2 * _LEAST))
        self.write(f"{_heading(heading)}{blank}{prog} {first}".rstrip() + "\n")
        for line in rest:
            self.write(" " * indent + line + "\n")

    def write_heading(self, heading: str) -> None:
        """A heading, with the colon of the language."""
        self.write(" " * self.current_indent + _heading(heading + ("：" if language() == "zh" else ":")) + "\n")

    def write_text(self, text: str) -> None:
        """A text; an empty line in it begins another paragraph."""
        indent = " " * self.current_indent
        for place, paragraph in enumerate(text.split("\n\n")):
            if place:
                self.write("\n")
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write((indent + line).rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms on the left, what they mean on the right; a long term has a line of its own."""
        rows = list(rows)
        column = min(max((cell_width(term) for term, _text in rows), default=0), col_max) + col_spacing
        start = " " * (self.current_indent + column)
        for term, text in rows:
            lines = wrapped(text, max(self.width - len(start), _LEAST))
            blanks = column - cell_width(term)
            begin = " " * self.current_indent + _term(term)
            self.write((begin + " " * blanks + lines.pop(0) if blanks >= col_spacing else begin).rstrip() + "\n")
            for line in lines:
                self.write((start + line).rstrip() + "\n")

    def write_examples(self, lines: Iterable[str]) -> None:
        """Command lines that can be copied: they are never wrapped."""
        with self.section(_("Examples")):
            for line in lines:
                self.write(" " * self.current_indent + line + "\n")


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _term(text: str) -> str:
    return click.style(text, fg="cyan")
