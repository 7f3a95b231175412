"""`--open` and `--print` of a command that makes a file for people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from tui.cli.base.command import option
from tui.cli.base.options import together
from tui.cli.base.output import message
from tui.words.laptop.here import printed_text

_flags = together(
    option("--open", "opens", is_flag=True, help=N_("Open the file once it is made.")),
    option("--print", "prints", is_flag=True, help=N_("Send the file, a PDF, to the printer once it is made.")),
)


def made_file(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add both options; the file is the command's `out` or `pdf`. Nothing is opened where the command fails."""

    @wraps(command)
    def with_file(*values: Any, opens: bool, prints: bool, **named: Any) -> Any:
        file: Path | None = named.get("out") or named.get("pdf")
        if (opens or prints) and (file is None or str(file) == "reissue"):
            raise click.UsageError(_("--open and --print need a file: name the one that is to be made."))
        answer = command(*values, **named)
        if file is not None and (opens or prints):
            _show(file, opens, prints)
        return answer

    return _flags(with_file)


def _show(file: Path, opens: bool, prints: bool) -> None:
    """Raises Refused where nothing here prints or opens it; the file is made all the same."""
    # Imported here: most commands start no program.
    from tui.devices.printer import open_file, send_to_printer

    if prints:
        if file.suffix.lower() != ".pdf":
            raise refuse(
                "not_printable", str(file), N_("only a PDF is printed from here: open the file, and print it there")
            )
        printer = send_to_printer(file)
        if printer is None:
            no_printer = N_(
                "no printer took it: look whether one is set up and on, or print the file on another computer"
            )
            raise refuse("not_printed", str(file), no_printer)
        message(printed_text(file, printer))
    if opens and not open_file(file):
        raise refuse("not_opened", str(file), N_("nothing here opens such a file: open it on another computer"))
