"""Where the credentials beside printed certificates are, in a line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from checkin.texts import _, ngettext


def credential_file_lines(files: Mapping[str, Path]) -> list[str]:
    """The file, or the folder of several, to give away with the paper; nothing where there is none."""
    if not files:
        return []
    if len(files) == 1:
        (file,) = files.values()
        return [_("{file}: its credential, which everybody can check").format(file=file)]
    places = dict.fromkeys(file.parent for file in files.values())
    text = ngettext(
        "{place}: {count} credential, which everybody can check",
        "{place}: {count} credentials, which everybody can check",
        len(files),
    )
    return [text.format(place=_(", ").join(map(str, places)), count=len(files))]
