"""Leavers' files in lines: whose they are, and how much is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checkin.durations import h_mm, hours_text
from checkin.rules.identity import within
from checkin.texts import _
from exports.exchange.leaver.contents import LeaverFile
from exports.exchange.leaver.taking import Taken
from tui.words.cells import aligned, plain


def file_lines(file: LeaverFile) -> list[str]:
    """The person, the school, and the sum."""
    who = "  ".join(plain(part) for part in (file.number, file.name, file.class_name) if part)
    confirmed = sum(line.minutes for line in file.lines if line.confirmed)
    days = [line.day for line in file.lines]
    lines = [
        _("{school} ({team}): {who}").format(school=plain(file.team_name), team=plain(file.team), who=who),
        _("{hours}, of it confirmed {confirmed}").format(
            hours=hours_text(file.minutes), confirmed=hours_text(confirmed)
        ),
    ]
    if days:
        lines.append(_("From {first} to {last}.").format(first=min(days), last=max(days)))
    if file.certificate:
        lines.append(_("Certificate {number} is in it.").format(number=plain(file.certificate)))
    return lines


def line_rows(file: LeaverFile) -> list[str]:
    """The hours by day and activity."""
    rows = [[line.day, plain(line.name), plain(line.category), h_mm(line.minutes)] for line in file.lines]
    return (
        list(aligned([[_("date"), _("activity"), _("category"), _("hours")], *rows], frozenset((3,)))) if rows else []
    )


def taken_lines(taken: Sequence[Taken], names: Mapping[str, tuple[str, str, str]], own: str) -> list[str]:
    """Who brought hours from which school."""
    rows = [
        [
            within(one.volunteer, own),
            plain(names.get(one.volunteer, ("—", "", ""))[0]),
            plain(one.origin),
            h_mm(one.minutes),
        ]
        for one in taken
    ]
    return list(aligned(rows, frozenset((3,)))) or [_("Nobody brought hours from another school.")]


def apart_text(counts: bool) -> str:
    """Whether hours of another school count here."""
    if counts:
        return _("They count here, and are summed apart.")
    return _("They are shown apart and don't count here; the policy “transferred” says so.")
