"""The volunteer's page as plain data: sections of texts, the same on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, tzinfo

from checkin.durations import h_mm, hours_text
from checkin.rules.activities import zone
from checkin.rules.identity import within
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, Refused
from checkin.rules.service import Part, day_of
from checkin.rules.stars import Missing, Star
from checkin.texts import _, enumerated, ngettext
from checkin.words import covered_word, flag_word, part_word, quality_word, source_word, status_word
from exports.tables.rows import SessionRow
from exports.tables.session_rows import rows_of
from storage.people.earlier_classes import class_periods
from storage.people.linking import StandingLink, links_of
from storage.people.notes import Note, notes_on
from storage.people.person import Person
from storage.recognition.certificates import Issued
from storage.recognition.certificates import certificates as certificates_of
from storage.recognition.diary import DiaryEntry, diary
from storage.recognition.volunteer_record import VolunteerRecord, volunteer_record
from storage.school_year.progress import PersonProgress, person_progress
from storage.store import Store
from tui.words.cells import bar, plain
from tui.words.people.linking import linked_text
from tui.words.people.notes import stays_here
from tui.words.people.requirements import apart_text, by_text, have_text, state_word

NO_ENTRY = N_("The diary is empty.")
_BAR_WIDTH = 30


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page. `right` numbers the columns of figures, `ids` those of events, for which a screen has no room;
    `foot` is a sentence below, `hint` one for no rows."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    foot: str = ""
    hint: str = ""
    ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class VolunteerData:
    """What the page is made of, read in one go. `days` are those of `rows`, `activities` names by key. `linked` shows the
    person's other numbers (`= W3f2a-01`), and `links` are the links that join them."""

    record: VolunteerRecord
    rows: tuple[SessionRow, ...]
    days: tuple[date | None, ...]
    diary: tuple[DiaryEntry, ...]
    activities: Mapping[str, str]
    own_team: str
    zone: tzinfo
    linked: str = ""
    links: tuple[StandingLink, ...] = ()
    certificates: tuple[Issued, ...] = ()
    requirements: tuple[PersonProgress, ...] = ()
    notes: tuple[Note, ...] = ()
    """What the desk must know of the person: shown on the screen alone, and in no section, for those are printed."""
    notes_stay: str = ""
    """What is said of notes that are written at this desk."""


def volunteer_data(store: Store, volunteer: str) -> VolunteerData:
    """Read all of it. Raises Refused where the roster has nobody of that number."""
    record, facts = volunteer_record(store, volunteer), store.ledger.facts()
    activities = {key: activity.name for key, activity in (*facts.brought.items(), *facts.activities.items())}
    by_day = sorted(
        ((day_of(session, facts), session) for session in record.sessions), key=lambda pair: pair[0] or date.min
    )
    person = record.person
    named = {session.volunteer: (person.name, person.class_name, person.kind) for session in record.sessions}
    rows = tuple(rows_of([session for _day, session in by_day], facts, named, class_periods(store)))
    days = tuple(day for day, _session in by_day)
    return VolunteerData(
        record, rows, days, tuple(diary(store, volunteer)), activities, store.identity.team,
        zone(store.identity.timezone), linked_text(facts, record.key, store.identity.team),
        tuple(links_of(store, volunteer)) if facts.same else (), tuple(certificates_of(store, volunteer)),
        _requirements(store, person), tuple(notes_on(store, volunteer)), stays_here(store),
    )  # fmt: skip


def _requirements(store: Store, person: Person) -> tuple[PersonProgress, ...]:
    """How far the person is; nothing where the school's own table can't be read, which its own command says."""
    with suppress(Refused):
        return tuple(person_progress(store, person))
    return ()


def requirements(data: VolunteerData) -> Section:
    """What the person must reach, and how far they are."""
    rows = [
        [plain(one.requirement.name), have_text(one), state_word(one), by_text(one),
         "" if one.period.last is None else one.period.last.isoformat()]
        for one in data.requirements
    ]  # fmt: skip
    headings: tuple[str, ...] = (_("requirement"), _("so far"), _("state"), _("at this pace by"), _("until"))
    if any(map(apart_text, data.requirements)):
        headings = (*headings, _("of these"))
        rows = [[*row, apart_text(one)] for row, one in zip(rows, data.requirements, strict=True)]
    return Section(
        "requirements", _("Requirements"), headings, rows, frozenset({1}), hint=_("Nothing is asked of this person.")
    )


def sections(data: VolunteerData) -> Iterator[Section]:
    """The whole page, from the sums down to the sessions."""
    yield totals(data)
    yield requirements(data)
    yield months(data)
    yield stars(data)
    yield trainings(data)
    yield commendations(data)
    yield evaluations(data)
    yield redemptions(data)
    yield certificates(data)
    yield diary_entries(data)
    yield sessions(data)


def totals(data: VolunteerData) -> Section:
    """Credited hours by where they come from: confirmed, and not yet."""
    record = data.record
    rows = [
        [part_word(part), h_mm(total.confirmed), h_mm(total.unconfirmed), h_mm(total.minutes)]
        for part, total in record.parts.items()
        if part not in (Part.REPLAYED, Part.TRANSFERRED, Part.CLAIMED) or total.minutes
    ]
    if record.minutes_elsewhere:
        rows.append([_("at other teams"), "", "", h_mm(record.minutes_elsewhere)])
    parts = record.parts.values()
    confirmed, unconfirmed = sum(p.confirmed for p in parts), sum(p.unconfirmed for p in parts)
    rows.append([_("together"), h_mm(confirmed), h_mm(unconfirmed), h_mm(record.minutes)])
    waiting = ngettext(
        "{count} session is open or waits for review.",
        "{count} sessions are open or wait for review.",
        record.to_review,
    )
    return Section(
        "totals", _("Service hours"), (_("source"), _("confirmed"), _("not confirmed yet"), _("together")), rows,
        frozenset({1, 2, 3}), waiting.format(count=record.to_review) if record.to_review else "",
    )  # fmt: skip


def months(data: VolunteerData) -> Section:
    """Hours of each month, as a chart; of several sources each in a column of its own."""
    found, parts = data.record.months, parts_of_months(data)
    most = max((month.minutes for month in found), default=0)
    rows = [
        [
            f"{m.year}-{m.month:02d}",
            str(m.sessions),
            h_mm(m.minutes),
            *(h_mm(m.parts.get(part, 0)) for part in parts),
            bar(m.minutes, most, _BAR_WIDTH),
        ]
        for m in found
    ]
    return Section(
        "months", _("By month"), (_("month"), _("sessions"), _("hours"), *map(part_word, parts), ""), rows,
        frozenset(range(1, 3 + len(parts))), hint=_("No sessions yet."),
    )  # fmt: skip


def parts_of_months(data: VolunteerData) -> list[Part]:
    """What the hours of months rest on, where that is more than one thing; else nothing."""
    parts = [part for part in Part if any(month.parts.get(part) for month in data.record.months)]
    return parts if len(parts) > 1 else []


def stars(data: VolunteerData) -> Section:
    """Stars that were awarded, and what the next one takes."""
    record = data.record
    rows = [[award.day.isoformat(), star_text(award.stars), award.event] for award in record.recognition.awards]
    return Section(
        "stars", _("Stars"), (_("date"), _("stars"), _("event")), rows, foot=next_star_text(record), ids=frozenset({2})
    )


def trainings(data: VolunteerData) -> Section:
    """Trainings, kept apart from service."""
    found = data.record.trainings
    rows = [
        [
            one.day.isoformat() if one.day else "—", within(one.activity, data.own_team), plain(one.name),
            plain(one.content), plain(one.organiser), h_mm(one.minutes),
        ]
        for one in found
    ]  # fmt: skip
    foot = training_text(sum(one.minutes for one in found))
    headings = (_("date"), _("code"), _("training"), _("content"), _("organiser"), _("hours"))
    return Section(
        "trainings", _("Trainings"), headings, rows, frozenset({5}), foot if rows else "", _("No trainings yet.")
    )


def commendations(data: VolunteerData) -> Section:
    """Commendations and honorary titles."""
    rows = [
        [one.day.isoformat(), plain(one.title), plain(one.granted_by), one.event]
        for one in data.record.recognition.commendations
    ]
    headings = (_("date"), _("title"), _("given by"), _("event"))
    return Section(
        "commendations", _("Commendations"), headings, rows, hint=_("No commendations yet."), ids=frozenset({3})
    )


def evaluations(data: VolunteerData) -> Section:
    """Every evaluation; the last by day counts."""
    rows = [
        [
            one.day.isoformat(), quality_word(one.quality),
            activity_text(one.activity, data.activities, data.own_team), one.event,
        ]
        for one in data.record.recognition.evaluations
    ]  # fmt: skip
    headings = (_("date"), _("evaluation"), _("activity"), _("event"))
    return Section("evaluations", _("Evaluations"), headings, rows, hint=_("No evaluations yet."), ids=frozenset({3}))


def redemptions(data: VolunteerData) -> Section:
    """Hours exchanged for services, with the balance."""
    account = data.record.account
    rows = [
        [
            day_of_event(one.at, data), plain(one.service), h_mm(one.minutes),
            covered_word(one.covered), one.event,
        ]
        for one in account.redemptions
    ]  # fmt: skip
    foot = _("Balance {balance}: {income} confirmed, {spent} exchanged.").format(
        balance=hours_text(account.balance), income=hours_text(account.income), spent=hours_text(account.spent)
    )
    headings = (_("date"), _("service"), _("hours"), _("state"), _("event"))
    return Section("redemptions", _("Redemptions"), headings, rows, frozenset({2}), foot, ids=frozenset({4}))


def certificates(data: VolunteerData) -> Section:
    """The certificates that were issued, also those that are not in force any more."""
    rows = [
        [one.body.day, one.body.number, certificate_state(one), one.event.operator or ""] for one in data.certificates
    ]
    headings = (_("date"), _("number"), _("state"), _("issued by"))
    return Section("certificates", _("Certificates"), headings, rows, hint=_("No certificates yet."))


def certificate_state(one: Issued) -> str:
    """Whether a certificate is in force."""
    if one.replaced_by is not None:
        return _("replaced by {number}").format(number=one.replaced_by)
    return _("in force") if one.revoked is None else _("revoked")


def recognition(data: VolunteerData) -> Section:
    """Stars, commendations and evaluations in one table, the newest first."""
    given = data.record.recognition
    rows = [[one.day.isoformat(), _("Stars"), star_text(one.stars), ""] for one in given.awards]
    rows += [
        [one.day.isoformat(), _("commendation"), plain(one.title), plain(one.granted_by)] for one in given.commendations
    ]
    rows += [
        [one.day.isoformat(), _("evaluation"), quality_word(one.quality),
         activity_text(one.activity, data.activities, data.own_team)]
        for one in given.evaluations
    ]  # fmt: skip
    headings = (_("date"), _("what kind"), _("what"), _("of whom, or for what"))
    return Section(
        "recognition", _("Recognition"), headings, sorted(rows, reverse=True), foot=next_star_text(data.record),
        hint=_("Nothing was given yet."),
    )  # fmt: skip


def diary_entries(data: VolunteerData) -> Section:
    """The entries of the service diary, as a section of the page."""
    rows = [
        [
            str(entry.place), entry.day.isoformat(), activity_text(entry.activity, data.activities, data.own_team),
            plain(entry.text.replace("\n", " ")),
        ]
        for entry in data.diary
    ]  # fmt: skip
    headings = (_("entry"), _("date"), _("activity"), _("text"))
    return Section("diary", _("Service diary"), headings, rows, frozenset({0}), hint=_(NO_ENTRY))


def sessions(data: VolunteerData) -> Section:
    """Every session, also those of trainings and at other teams."""
    rows = [
        [
            "—" if day is None else day.isoformat(), session_activity(row, data.own_team), _clock(row.start),
            _clock(row.end), h_mm(row.minutes or 0), status_word(row.status), source_word(row.source),
            enumerated(map(flag_word, row.flags)),
        ]
        for day, row in zip(data.days, data.rows, strict=True)
    ]  # fmt: skip
    rows += [
        [one.day or "—", f"{one.team}/{one.activity}", "", "", h_mm(one.minutes), status_word(one.status), _("at another team"), ""]
        for one in data.record.elsewhere
    ]  # fmt: skip
    headings = (
        _("date"), _("activity"), _("check in"), _("check out"), _("hours"), _("status"), _("source"), _("note"),
    )  # fmt: skip
    return Section("sessions", _("Sessions"), headings, rows, frozenset({4}), hint=_("No sessions yet."))


def next_star_text(record: VolunteerRecord) -> str:
    """Whether the next level can be awarded, or what is missing for it."""
    if record.star is None:
        return _("There is no higher star.")
    if record.lacks.nothing:
        return _("Eligible for {stars}: a supervisor may award it.").format(stars=star_text(record.star.stars))
    return lacks_text(record.star, record.lacks)


def lacks_text(star: Star, lacks: Missing) -> str:
    """What is missing for a star."""
    what = hours_text(lacks.minutes)
    if lacks.quality is not None:
        judged = _("an evaluation of at least “{quality}”").format(quality=quality_word(lacks.quality))
        what = _("{hours}, and {evaluation}").format(hours=what, evaluation=judged) if lacks.minutes else judged
    if star.months is not None and lacks.minutes:
        return _("Missing for {stars}: {what} (of the last {months} months).").format(
            stars=star_text(star.stars), what=what, months=star.months
        )
    return _("Missing for {stars}: {what}.").format(stars=star_text(star.stars), what=what)


def star_text(stars: int) -> str:
    """`★★★`; more than five as a figure."""
    return "★" * stars if stars <= 5 else f"{stars}★"


def activity_text(activity: str | None, names: Mapping[str, str], own_team: str) -> str:
    """An activity's code and name; empty for none."""
    if activity is None:
        return ""
    return plain(f"{within(activity, own_team)} {names.get(activity, '')}".rstrip())


def day_of_event(at: int, data: VolunteerData) -> str:
    """The local day of an instant at the team's place."""
    return local_time(at, data.zone).strftime("%Y-%m-%d")


def session_activity(row: SessionRow, own_team: str) -> str:
    """The code of a session's activity; of another school's, with its name before it, for the code says nothing here."""
    if row.activity_team == own_team:
        return row.activity
    return plain(f"{row.activity_name or ''} {row.activity_team}/{row.activity}".lstrip())


def _clock(text: str | None) -> str:
    return "—" if text is None else text[11:16]


def training_text(minutes: int) -> str:
    """How much training it is together."""
    return _("Together {hours} of training; that is no service time.").format(hours=hours_text(minutes))


def balance_text(balance: int) -> str:
    """How much somebody can exchange, in minutes."""
    return _("Balance now: {amount} ({minutes} min)").format(amount=hours_text(balance), minutes=balance)


def so_far_text(record: VolunteerRecord) -> str:
    """What somebody served, and the stars for it."""
    stars = star_text(record.awarded) or _("no star")
    return _("{hours} of service, {stars} awarded so far").format(hours=hours_text(record.minutes), stars=stars)
