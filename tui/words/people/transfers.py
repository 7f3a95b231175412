"""Leavers' files in lines: whose they are, and how much is in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checkin.durations import h_mm, hours_text
from checkin.rules.identity import split, within
from checkin.rules.problems import N_
from checkin.texts import _
from exports.exchange.leaver.contents import LeaverFile
from exports.exchange.leaver.taking import Taken
from storage.people.person import Person
from tui.words.cells import aligned, plain
from tui.words.volunteer_page import star_text

NOBODY_BROUGHT = N_("Nobody brought hours from another school.")


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
    lines += _given_lines(file)
    if file.certificate:
        lines.append(_("Certificate {number} is in it.").format(number=plain(file.certificate)))
    return lines


def _given_lines(file: LeaverFile) -> Iterator[str]:
    """What is in it beside hours."""
    if file.trainings:
        yield _("Trainings: {count}, together {hours}; that is no service time.").format(
            count=len(file.trainings), hours=hours_text(sum(one.minutes for one in file.trainings))
        )
    for praise in file.praises:
        yield _("Commendation: {day} {title} ({granted_by})").format(
            day=praise.day, title=plain(praise.title), granted_by=plain(praise.granted_by)
        )
    if file.stars is not None:
        yield _("Stars: {stars}, awarded on {day}").format(stars=star_text(file.stars.stars), day=file.stars.day)


def line_rows(file: LeaverFile) -> list[str]:
    """The hours and the trainings by day and activity."""
    rows = [[line.day, plain(line.name), plain(line.category), h_mm(line.minutes)] for line in file.lines]
    rows += [[one.day, plain(one.name), _("training"), h_mm(one.minutes)] for one in file.trainings]
    return (
        list(aligned([[_("date"), _("activity"), _("category"), _("hours")], *rows], frozenset((3,)))) if rows else []
    )


def origin_text(one: Taken, schools: Mapping[str, str]) -> str:
    """The school by name (`schools` has them by code), and the person's number there."""
    team, number = split(one.origin)
    return plain(f"{schools.get(team, '')} {team}/{number}".strip())


def brought_text(one: Taken, schools: Mapping[str, str]) -> str:
    """What came with one file, in a line."""
    text = _("{school}: {hours} of service, {trained} of training")
    return text.format(school=origin_text(one, schools), hours=hours_text(one.minutes), trained=hours_text(one.trained))


def taken_lines(
    taken: Sequence[Taken], names: Mapping[str, tuple[str, str, str]], own: str, schools: Mapping[str, str]
) -> list[str]:
    """Who brought hours from which school."""
    rows = [
        [
            within(one.volunteer, own),
            plain(names.get(one.volunteer, ("—", "", ""))[0]),
            origin_text(one, schools),
            h_mm(one.minutes),
        ]
        for one in taken
    ]
    return list(aligned(rows, frozenset((3,)))) or [_(NOBODY_BROUGHT)]


def taken_text(person: Person, counts: bool) -> str:
    """What is said when the file of a newcomer was taken for a person here."""
    text = _("Taken for {number} {name}. {apart}")
    return text.format(number=person.number, name=plain(person.name), apart=_apart_text(counts))


def _apart_text(counts: bool) -> str:
    """Whether hours of another school count here."""
    if counts:
        return _("They count here, and are summed apart.")
    return _("They are shown apart and don't count here; the policy “transferred” says so.")


def struck_text(number: str) -> str:
    """That nothing counts any more that somebody brought along."""
    return _("The hours that {number} brought along are struck out.").format(number=number)
