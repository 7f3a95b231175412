"""What was written on paper comes into the record at its own time, once, and never against a scan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from checkin.desk import Desk
from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Amend, Direction, Scan
from checkin.rules.instants import instant
from checkin.rules.problems import Refused
from checkin.rules.sessions import Source
from checkin.rules.signature import UNSIGNED, Signature
from storage.activities.activities import add_activity, find_activity
from storage.check import check_store
from storage.disk.ids import new_id
from storage.paper.entry import check_paper, enter_paper
from storage.paper.row import PaperEntry, PaperRow, PaperState
from storage.people.person import Person
from storage.record import whole_record
from storage.store import Store
from storage.supervision import corrections

SHANGHAI = ZoneInfo("Asia/Shanghai")
Enter = Callable[..., list[PaperEntry]]


def at(clock: str) -> int:
    return instant(datetime.fromisoformat(f"2024-03-05T{clock}").replace(tzinfo=SHANGHAI))


@pytest.fixture(autouse=True)
def day(store: Store) -> Iterator[None]:
    """The fifth of March 2024, 9 to 12; whatever is entered, the chain is whole."""
    add_activity(store, "P1", {"name": "清洁家园", "place": "公园", "start": at("09:00"), "end": at("12:00")})
    with store.ledger.transaction():
        store.register.write([Person("FD", "T1", "陈老师", "", "teacher"), Person("FD", "0007", "赵敏", "七2班")])
    yield
    assert check_store(store.folder.path) == []


@pytest.fixture
def p1(store: Store) -> Activity:
    return find_activity(store, "P1")


@pytest.fixture
def enter(store: Store, p1: Activity) -> Enter:
    """Enter rows `number in out` (a dash for none)."""

    def rows(*lines: str) -> list[PaperEntry]:
        return enter_paper(store, p1, written(*lines), "FD/T1", Signature("li"))

    return rows


def written(*lines: str) -> list[PaperRow]:
    cells = (line.split() for line in lines)
    texts = [[number, *("" if time == "-" else time for time in times)] for number, *times in cells]
    return [PaperRow(f"row {place}", number, came, left) for place, (number, came, left) in enumerate(texts, 1)]


def scan(store: Store, number: str, clock: str, direction: str = "auto") -> str:
    badge = store.register.badge(f"FD/{number}") or ""
    return Desk(store.ledger).scan(Arrival(new_id(store.now()), at(clock), badge, "FD/P1", Direction(direction))).event


def states(entries: list[PaperEntry]) -> list[str]:
    """The state of each row; of a faulty one what is wrong."""
    return [e.problems[0].code if e.problems else str(e.state) for e in entries]


def spans(store: Store, number: str = "001") -> list[tuple[str, str, int, str]]:
    def clock(moment: int | None) -> str:
        return "-" if moment is None else f"{datetime.fromtimestamp(moment / 1000, SHANGHAI):%H:%M}"

    return [(clock(s.start), clock(s.end), s.minutes, s.source) for s in whole_record(store).of(f"FD/{number}")]


def test_a_sheet_makes_sessions_on_the_word_of_who_kept_it(store: Store, enter: Enter) -> None:
    entries = enter("001 9:05 11.30", "002 0910 -", "003 - -")
    assert states(entries) == ["entered", "entered", "empty"]
    assert spans(store) == [("09:05", "11:30", 145, Source.VOUCHED)]
    assert spans(store, "002") == [("09:10", "-", 0, Source.VOUCHED)]
    whole = store.ledger.queries.by_ids([o.event for entry in entries for o in entry.outcomes])
    said = {(e.body.source, e.body.vouched_by, e.operator) for e in whole if isinstance(e.body, Scan)}
    assert said == {("paper", "FD/T1", "li")} and len(whole) == 3
    assert [str(o.kind) for o in entries[0].outcomes] == ["opened", "closed"]


def test_rows_with_faults_are_named_and_nothing_of_them_is_written(store: Store, enter: Enter) -> None:
    entries = enter("999 9:05 11:30", "001 11:30 9:05", "002 9.5 11:30", "001 2024-03-06T09:00 -", "003 9:00 10:00")
    assert states(entries) == ["no_volunteer", "out_before_in", "bad_time", "another_day", "entered"]
    assert [e.problems[0].where for e in entries[:4]] == ["row 1", "row 2", "row 3", "row 4"]
    assert spans(store) == spans(store, "002") == [] and len(spans(store, "003")) == 1


def test_the_same_sheet_twice_adds_nothing(store: Store, enter: Enter) -> None:
    sheet = ("001 9:05 11:30", "002 9:10 -", "001 9:05 11:30")
    assert states(enter(*sheet)) == ["entered", "entered", "recorded"]
    length = len(store.ledger.queries.all())
    assert states(enter(*sheet)) == ["recorded"] * 3
    assert len(store.ledger.queries.all()) == length
    # What was missing the first time is added.
    assert states(enter("002 9:10 11:20")) == ["entered"]
    assert spans(store, "002") == [("09:10", "11:20", 130, Source.VOUCHED)]


def test_what_was_amended_since_is_still_the_same_row_and_what_was_struck_out_is_not(
    store: Store, enter: Enter
) -> None:
    first, last = (o.event for o in enter("001 9:05 11:30")[0].outcomes)
    corrections.amend_all(store, [Amend(first, at=at("09:15"))], Signature(reason="写错了"))
    assert states(enter("001 9:05 11:30")) == ["recorded"]
    assert spans(store) == [("09:15", "11:30", 135, Source.VOUCHED)]
    corrections.void_all(store, [first, last], Signature(reason="别人的"))
    assert states(enter("001 9:05 11:30")) == ["entered"]
    assert spans(store) == [("09:05", "11:30", 145, Source.VOUCHED)]


def test_two_visits_on_one_day(store: Store, enter: Enter) -> None:
    assert states(enter("001 9:00 10:00", "001 10:30 11:30")) == ["entered", "entered"]
    assert [span[2] for span in spans(store)] == [60, 60]
    assert states(enter("001 9:30 11:00")) == ["against_a_scan"]


def test_a_scan_at_the_desk_stands_above_the_paper(store: Store, enter: Enter) -> None:
    """001 scanned in at 9:12; the sheet says 9:05. Taken as it is, her scan would become a check-out."""
    scan(store, "001", "09:12")
    assert states(enter("001 9:05 11:30")) == ["against_a_scan"]
    assert states(enter("001 9:05 -")) == ["against_a_scan"]
    assert states(enter("001 9:15 11:30")) == ["entered"]
    assert spans(store) == [("09:12", "11:30", 138, Source.VOUCHED)]


def test_a_scan_out_is_not_moved_by_the_paper(store: Store, enter: Enter) -> None:
    scan(store, "001", "09:00")
    scan(store, "001", "11:00")
    assert states(enter("001 9:00 11:30")) == ["recorded"]
    assert states(enter("001 - 10:30")) == ["against_a_scan"]
    assert spans(store) == [("09:00", "11:00", 120, Source.SCANNED)]


def test_the_desk_was_down_in_the_morning(store: Store, enter: Enter) -> None:
    """001 is on paper at 9:00 and scanned at 11:30, which opened a session then; now it is the check-out, and that is told."""
    scan(store, "001", "11:30")
    [entry] = enter("001 9:00 -")
    assert [(str(t.before), str(t.after)) for t in entry.changed_scans] == [("opened", "closed")]
    assert spans(store) == [("09:00", "11:30", 150, Source.VOUCHED)]


def test_a_check_out_without_a_check_in_finds_it_on_paper(store: Store, enter: Enter) -> None:
    scan(store, "001", "11:30", "out")
    assert states(enter("001 9:00 -")) == ["entered"]
    assert spans(store) == [("09:00", "11:30", 150, Source.VOUCHED)]


def test_the_desk_broke_down_meanwhile(store: Store, enter: Enter) -> None:
    """Scanned in at the desk, out on paper; the sheet has the time in too, which adds nothing."""
    scan(store, "001", "08:55")
    [entry] = enter("001 9:00 11:30")
    assert [str(o.kind) for o in entry.outcomes] == ["closed"]
    assert spans(store) == [("08:55", "11:30", 155, Source.VOUCHED)]


def test_a_number_that_lost_its_zeros_in_a_spreadsheet(store: Store, enter: Enter) -> None:
    [entry] = enter("7 9:00 10:00")
    assert entry.person is not None and entry.person.name == "赵敏"
    with store.ledger.transaction():
        store.register.write([Person("FD", "07", "别人", "七2班")])
    assert states(enter("7 9:00 10:00")) == ["no_volunteer"]


def test_a_name_that_is_another_ones_is_a_fault(store: Store, p1: Activity) -> None:
    rows = [PaperRow("row 1", "001", "9:00", "", "李娜"), PaperRow("row 2", "001", "9:00", "", "张 伟")]
    assert states(enter_paper(store, p1, rows, "FD/T1", UNSIGNED)) == ["another_name", "entered"]


def test_a_look_ahead_shows_the_same_and_writes_nothing(store: Store, p1: Activity, enter: Enter) -> None:
    sheet = ("001 9:05 11:30", "001 9:05 11:30", "999 9:05 11:30")
    before = store.ledger.queries.all()
    looked = check_paper(store, p1, written(*sheet), "FD/T1")
    assert store.ledger.queries.all() == before
    made = enter(*sheet)
    assert states(looked) == states(made) == ["entered", "recorded", "no_volunteer"]
    assert [[o.kind for o in e.outcomes] for e in looked] == [[o.kind for o in e.outcomes] for e in made]


def test_somebody_must_have_kept_it(store: Store, p1: Activity) -> None:
    with pytest.raises(Refused) as error:
        enter_paper(store, p1, written("001 9:00 10:00"), "FD/T9", UNSIGNED)
    assert error.value.problems[0].code == "no_volunteer"
    assert PaperState.ENTERED not in states(check_paper(store, p1, [], "FD/T1"))
