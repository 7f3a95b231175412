"""The desk's pages, its tables, the batch, the explanation and the district give one record the same minutes by day."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.asked_sessions import AskedSessions
from checkin.rules.period import Period
from checkin.rules.problems import Refused
from checkin.rules.service import by_day, of_service
from checkin.rules.sessions import Flag
from exports.batch.batch import plan_batch
from exports.batch.column_map import Cell, ColumnMap, Holds, MapColumn
from exports.batch.due import Selection
from exports.district.asks.totals import By, totals
from exports.district.district import District, init_district
from exports.district.record.merging import merge
from exports.district.reports import form as district_form
from exports.district.reports.figures import volunteer_lines
from exports.district.says.trust import trust_file
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.writing import write_pack
from exports.printed.certificates.making import CertificateRequest, counted
from exports.printed.explanation.everybody import totals_of_all
from exports.printed.explanation.explaining import explanation_of
from exports.tables.session_rows import session_rows
from exports.team_form import project_forms
from storage.recognition.volunteer_record import volunteer_record
from storage.record import whole_record
from storage.store import Store
from tests.exports.district.schools import School, school
from tests.exports.drawn_record import EVERYTHING, PEOPLE, Step, Telling, stories
from tests.portions import WHOLE

FORMAT = ColumnMap("own", {"en": "Own"}, (MapColumn("时长", Holds.MINUTES, Cell.NUMBER),))
ByDay = Counter[tuple[str, date]]
"""Credited minutes of service by person (a key) and local day."""


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    made = school(tmp_path_factory.mktemp("fd"), "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    with made.first:
        make_kit(made.first, made.folder / "team.hdkit")
        made.pack()
        yield made


def of_tables(store: Store, days: list[date]) -> ByDay:
    """By the column `day` of the tables that leave the desk."""
    found: ByDay = Counter()
    for row in session_rows(store):
        assert row.day in days
        found[f"{row.team}/{row.volunteer}", row.day] += row.credited
    return found


def of_chosen_days(store: Store, days: list[date]) -> ByDay:
    """By asking the tables for one day after the other."""
    found: ByDay = Counter()
    for day in days:
        for row in session_rows(store, AskedSessions(period=Period(day, day))):
            found[f"{row.team}/{row.volunteer}", day] += row.credited
    return found


def of_pages(store: Store) -> ByDay:
    """As a volunteer's page counts towards stars."""
    found: ByDay = Counter()
    facts = store.ledger.facts()
    for who in PEOPLE:
        record = volunteer_record(store, who)
        found.update({(who, day): minutes for day, minutes in record.standing.by_day})
        assert by_day(of_service(record.sessions), facts) == list(record.standing.by_day)
        assert record.minutes == sum(minutes for _day, minutes in record.standing.by_day)
        assert sum(month.minutes for month in record.months) == record.minutes
    return found


def of_explanations(store: Store, days: list[date]) -> ByDay:
    """As a parent reads it, of one person and of everybody."""
    found: ByDay = Counter()
    for day in days:
        everybody = {
            total.volunteer: total.total for total in totals_of_all(store, AskedSessions(period=Period(day, day)))
        }
        for who in PEOPLE:
            told = explanation_of(store, who, AskedSessions(period=Period(day, day)))
            assert sum(account.steps[-1].minutes for account in told.accounts) == told.minutes == everybody.get(who, 0)
            found[who, day] = told.minutes
    return found


def of_certificates(store: Store, days: list[date]) -> ByDay:
    """As a certificate of all credited hours of one day counts."""
    found: ByDay = Counter()
    facts, record = store.ledger.facts(), whole_record(store)
    for day in days:
        for session in counted(record.sessions, facts, CertificateRequest(day, Period(day, day), confirmed_only=False)):
            found[session.volunteer, day] += session.minutes
    return found


def of_district(district: District, days: list[date]) -> ByDay:
    """As the district's workbook counts a period of one day."""
    return Counter({
        (f"{line.team}/{line.number}", day): line.scanned_minutes + line.added_minutes
        for day in days
        for line in volunteer_lines(district, Period(day, day))
    })  # fmt: skip


def of_batches(store: Store, days: list[date]) -> ByDay:
    """What a first batch of one day would tell another system, of complete hours too."""
    found: ByDay = Counter()
    for day in days:
        plan = plan_batch(store, FORMAT, Selection(period=Period(day, day), complete_too=True))
        for row in plan.rows:
            found[row.due.volunteer, day] += row.due.minutes
            assert row.due.day == day.isoformat()
    return found


def held_back(store: Store) -> ByDay:
    """Credited minutes that no batch may tell: on the publicity list, or objected to."""
    found: ByDay = Counter()
    for row in session_rows(store):
        if row.status == "publicity" or (Flag.OBJECTION in row.flags and row.status != "confirmed"):
            assert row.day is not None
            found[f"{row.team}/{row.volunteer}", row.day] += row.credited
    return found


def months(store: Store) -> tuple[dict[str, int], dict[str, int]]:
    """Sessions and minutes of service by month, as the pages of all volunteers count them."""
    sessions: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for who in PEOPLE:
        for month in volunteer_record(store, who).months:
            sessions[f"{month.year}-{month.month:02d}"] += month.sessions
            minutes[f"{month.year}-{month.month:02d}"] += month.minutes
    return +sessions, +minutes


def agree(store: Store, district: District) -> None:
    """Compare the day and the credited minutes that all readers give for each session."""
    known = sorted({row.day for row in session_rows(store) if row.day is not None})
    days = [known[0] + timedelta(days=n) for n in range(-1, (known[-1] - known[0]).days + 2)] if known else []
    wanted = +of_tables(store, days)
    assert +of_chosen_days(store, days) == wanted
    assert +of_pages(store) == wanted
    assert +of_explanations(store, days) == wanted
    assert +of_certificates(store, days) == wanted
    assert +of_district(district, days) == wanted
    assert +of_batches(store, days) == wanted - held_back(store)
    *by_month, over_all = totals(district, By.MONTH)
    sessions, minutes = months(store)
    assert {one.group: one.minutes for one in by_month if one.minutes} == minutes
    assert {one.group: one.sessions for one in by_month if one.sessions} == sessions
    assert over_all.minutes == sum(wanted.values())
    forms_agree(store, district, days)


def forms_agree(store: Store, district: District, days: list[date]) -> None:
    """The form that a school fills from its desk, and the one that the district fills from its pack."""
    for day in days:
        theirs = district_form.fill(district, "FD", "春风", Period(day, day))
        try:
            mine = project_forms(store, "春风", Period(day, day))[0]
        except Refused as refused:
            assert refused.problems[0].code == "nothing_to_report" and theirs.person_times == "0"
        else:
            assert (mine.period, mine.person_times, mine.text) == (theirs.period, theirs.person_times, theirs.text)


@settings(max_examples=8 if WHOLE else 2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(story=stories)
@example(story=EVERYTHING)
def test_all_readers_agree_on_day_and_minutes(team: School, story: list[Step]) -> None:
    with tempfile.TemporaryDirectory(dir=team.folder) as scratch:
        folder = Path(scratch)
        with (
            init_from_kit(folder / "desk", team.folder / "team.hdkit", "2号台", clock=SYSTEM_CLOCK) as store,
            init_district(folder / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district,
        ):
            Telling(store).tell(story)
            pack = folder / "desk.hdpack"
            write_pack(store, pack)
            trust_file(district, pack)
            # The activity that the first desk made travels in that desk's pack.
            assert [one.result for one in merge(district, [team.folder / "pack.hdpack", pack])] == ["merged", "merged"]
            agree(store, district)
