"""`hourdesk read`: what the codes in pictures say, without any desk."""

from __future__ import annotations

from checkin.rules.problems import N_, Problem
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.output import finish, result, result_json, tell
from tui.words.cells import plain


@examples(N_("hourdesk read badge.png"), N_("hourdesk read camera:0 --json"))
@command(
    "read", N_("Print the content of the codes in pictures, folders, videos or a camera, and how long decoding took.")
)
@argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@options.json_option
def read(sources: tuple[str, ...], as_json: bool) -> None:
    """Print a line for each picture or frame; nothing is recorded, and no data folder is needed."""
    from checkin.scanning.apart import readings_apart
    from checkin.scanning.decoders import SCHOOL_CARDS

    refused = False
    for reading in readings_apart(sources, SCHOOL_CARDS):
        if isinstance(reading, Problem):
            refused = True
            tell([reading])
        elif as_json:
            result_json({"file": reading.file, "texts": list(reading.texts), "ms": reading.ms})
        else:
            texts = " | ".join(plain(text) for text in reading.texts) or _("(no code)")
            result(f"{reading.file}  {texts}  {reading.ms:.1f} ms")
    finish(refused)
