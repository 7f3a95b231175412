"""Write everybody's recognition as a workbook for the school's files, with a sheet for each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path

from checkin.rules.activities import zone
from checkin.rules.identity import within
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, refuse
from checkin.rules.service import Part
from checkin.texts import _
from checkin.words import covered_word, part_word, quality_word
from exports.tables.columns import Cell, CellKind, Heading
from exports.tables.plain_sheet import add_sheet
from exports.tables.workbook_file import workbook_in
from exports.tables.xlsx_cells import Styles
from storage.disk.atomic_file import atomic_path
from storage.recognition.volunteer_record import VolunteerRecord, volunteer_records
from storage.store import Store

Rows = Iterator[list[Cell]]


def write_recognition(store: Store, path: Path) -> int:
    """Write the workbook, whole or not at all; returns the number of volunteers. Raises Refused for another ending."""
    if path.suffix.lower() != ".xlsx":
        message = N_("the ending “{suffix}” is not possible here: end the file name in .xlsx")
        raise refuse("unknown_format", str(path), message, suffix=path.suffix)

    records = list(volunteer_records(store))
    seldom = (Part.TRANSFERRED, Part.CLAIMED)
    parts = [part for part in Part if part not in seldom or any(record.parts[part].minutes for record in records)]
    with atomic_path(path) as temporary, workbook_in(temporary) as book:
        styles = Styles.of(book)
        own = store.identity.team
        who = [_text(_("number"), 20), _text(_("name"), 14), _text(_("class"), 14)]
        for name, headings, rows in (
            (_("Volunteers"), _volunteer_headings(parts), _volunteers(records, parts)),
            (_("Stars"), [_day(), _whole(_("stars")), _text(_("event"), 38)], _awards(records)),
            (
                _("Commendations"),
                [_day(), _text(_("title"), 30), _text(_("given by"), 24), _text(_("event"), 38)],
                _commendations(records),
            ),
            (
                _("Evaluations"),
                [_day(), _text(_("evaluation"), 12), _text(_("activity"), 14), _text(_("event"), 38)],
                _evaluations(records, own),
            ),
            (_("Trainings"), _training_headings(), _trainings(records, own)),
            (
                _("Redemptions"),
                [
                    _day(),
                    _text(_("service"), 30),
                    _hours(_("hours")),
                    _text(_("state"), 16),
                    _text(_("event"), 38),
                ],
                _redemptions(records, zone(store.identity.timezone)),
            ),
        ):
            add_sheet(book, styles, name, [*who, *headings], _named(rows, own))
    return len(records)


def _named(rows: Iterator[tuple[VolunteerRecord, list[Cell]]], own_team: str) -> Rows:
    for record, cells in rows:
        person = record.person
        yield [within(record.key, own_team), person.name, person.class_name, *cells]


_RecordRows = Iterator[tuple[VolunteerRecord, list[Cell]]]


def _volunteer_headings(parts: Sequence[Part]) -> list[Heading]:
    return [
        *(_hours(part_word(part)) for part in parts), _hours(_("at other teams")), _hours(_("together")),
        _hours(_("confirmed")), _hours(_("trainings")), _whole(_("awarded")), _whole(_("eligible")),
        _text(_("evaluation"), 12), _whole(_("commendations")), _hours(_("balance")),
    ]  # fmt: skip


def _volunteers(records: list[VolunteerRecord], parts: Sequence[Part]) -> _RecordRows:
    for record in records:
        quality = record.recognition.quality()
        yield record, [
            *(record.parts[part].minutes for part in parts), record.minutes_elsewhere, record.minutes,
            sum(total.confirmed for total in record.parts.values()), sum(one.minutes for one in record.trainings),
            record.awarded, record.eligible, None if quality is None else quality_word(quality),
            len(record.recognition.commendations), record.account.balance,
        ]  # fmt: skip


def _awards(records: list[VolunteerRecord]) -> _RecordRows:
    for record in records:
        for one in record.recognition.awards:
            yield record, [one.day.isoformat(), one.stars, one.event]


def _commendations(records: list[VolunteerRecord]) -> _RecordRows:
    for record in records:
        for one in record.recognition.commendations:
            yield record, [one.day.isoformat(), one.title, one.granted_by, one.event]


def _evaluations(records: list[VolunteerRecord], own_team: str) -> _RecordRows:
    for record in records:
        for one in record.recognition.evaluations:
            activity = "" if one.activity is None else within(one.activity, own_team)
            yield record, [one.day.isoformat(), quality_word(one.quality), activity, one.event]


def _training_headings() -> list[Heading]:
    return [
        _day(), _text(_("code"), 12), _text(_("training"), 24), _text(_("content"), 24),
        _text(_("organiser"), 24), _hours(_("hours")),
    ]  # fmt: skip


def _trainings(records: list[VolunteerRecord], own_team: str) -> _RecordRows:
    for record in records:
        for one in record.trainings:
            day = "" if one.day is None else one.day.isoformat()
            yield record, [day, within(one.activity, own_team), one.name, one.content, one.organiser, one.minutes]


def _redemptions(records: list[VolunteerRecord], here: tzinfo) -> _RecordRows:
    for record in records:
        for one in record.account.redemptions:
            day = local_time(one.at, here).strftime("%Y-%m-%d")
            yield record, [day, one.service, one.minutes, covered_word(one.covered), one.event]


def _text(heading: str, width: int) -> Heading:
    return (heading, CellKind.TEXT, width)


def _day() -> Heading:
    return (_("date"), CellKind.DAY, 12)


def _whole(heading: str) -> Heading:
    return (heading, CellKind.WHOLE, 10)


def _hours(heading: str) -> Heading:
    return (heading, CellKind.HOURS, 12)
