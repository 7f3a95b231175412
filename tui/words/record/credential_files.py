"""Where the credentials beside printed certificates are, and what is in a district's list, in a line or two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _, enumerated, ngettext
from tui.words.amounts import day_text
from tui.words.counts import teams_text

if TYPE_CHECKING:
    from exports.district.says.credential_list_file import ListMade


def credential_file_lines(files: Mapping[str, Path], beside: Path | None = None) -> list[str]:
    """The file, or the folder of several, to give away with the paper; nothing where there is none. `beside` is the PDF, where its
    path stands below: then the name is enough.
    """

    def shown(path: Path) -> str:
        return path.name if beside is not None and path.parent == beside.parent else str(path)

    if not files:
        return []
    if len(files) == 1:
        (file,) = files.values()
        return [_("{file}: its credential, which everybody can check").format(file=shown(file))]
    places = dict.fromkeys(shown(file.parent) for file in files.values())
    text = ngettext(
        "{place}: {count} credential, which everybody can check",
        "{place}: {count} credentials, which everybody can check",
        len(files),
    )
    return [text.format(place=enumerated(places), count=len(files))]


def list_made_lines(made: ListMade, name: str, zone: tzinfo) -> list[str]:
    """What is in the district's list for those who check certificates, and what to tell them."""
    revoked = ngettext("{count} revoked certificate", "{count} revoked certificates", made.revoked)
    text = _("{file}: the keys of {teams}, {revoked}; to be used until {day}.")
    lines = [
        text.format(
            file=name,
            teams=teams_text(made.teams),
            revoked=revoked.format(count=made.revoked),
            day=day_text(made.until, zone),
        )
    ]
    key = _("Whoever gets it compares the fingerprint of the district’s key by telephone: {fingerprint}")
    return [*lines, key.format(fingerprint=made.fingerprint)]
