"""Consent that comes in by hand: held hours are released at once, and no later roster undoes it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.rules.signature import UNSIGNED, Signature
from storage.people.birthdays import release_grown_up
from storage.people.consents import bring_up_to_date, consent_states
from storage.people.person import Person
from storage.record import whole_record
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import import_roster
from storage.store import Store
from storage.supervision.guardians import give_consent, missing_in_class, persons_without_consent, withdraw_consent
from tests.storage.conftest import PEOPLE, Scanner

MINORS = [Person("FD", p.number, p.name, p.class_name, birth=date(2018, 3, 5)) for p in PEOPLE]


@pytest.fixture
def minors(store: Store) -> Store:
    """All three are under fourteen, and nobody's consent is there."""
    with store.ledger.transaction():
        store.register.write(MINORS)
        bring_up_to_date(store, MINORS, UNSIGNED)
    return store


def states(store: Store) -> dict[str, str]:
    return {key.removeprefix("FD/"): str(state) for key, state in consent_states(store).items()}


def minutes(store: Store) -> list[int]:
    return [s.minutes for s in whole_record(store).sessions]


def test_a_class_is_complete_and_its_hours_are_released(minors: Store, scan: Scanner) -> None:
    for number in ("001", "002", "003"):
        scan(number, -50)
        scan(number, -20)
    assert minutes(minors) == [0, 0, 0]
    made = give_consent(minors, missing_in_class(minors, " 七1 班 "), "班主任收齐", Signature("wang"))
    assert [(old.minutes, new.minutes) for old, new in made.changed() if old and new] == [(0, 30), (0, 30)]
    assert states(minors) == {"001": "given", "002": "given", "003": "missing"}
    assert minutes(minors) == [30, 30, 0]
    written = minors.connection.execute("SELECT state, who FROM guardian_word WHERE volunteer = 'FD/001'")
    assert written.fetchall() == [("given", "班主任收齐")]
    assert all("收齐".encode() not in row[0] for row in minors.connection.execute("SELECT raw FROM log"))


def test_a_withdrawal_stops_only_what_begins_after_it(minors: Store, scan: Scanner) -> None:
    give_consent(minors, ["FD/001"], "", UNSIGNED)
    scan("001", -50)
    scan("001", -20)
    withdraw_consent(minors, ["FD/001"], "", Signature("wang"))
    assert minutes(minors) == [30]
    scan("001", 1)
    scan("001", 20)
    assert [str(s.status) for s in whole_record(minors).sessions] == ["closed", "needs_review"]
    assert [one.person.name for one in persons_without_consent(minors, "七1班")] == ["张伟", "李娜"]
    # Who withdrew it is not swept up with the class.
    assert missing_in_class(minors, "七1班") == ["FD/002"]


@pytest.mark.parametrize("kit", [False, True])
def test_who_is_old_enough_by_today_waits_no_longer(minors: Store, scan: Scanner, *, kit: bool) -> None:
    """By the date of birth, or at a desk made from a kit by the day on which the age class ends; 002 has a day to go, and 003 withdrew."""
    today = minors.today()
    days = {"001": today, "002": today + timedelta(days=1), "003": today}
    with minors.ledger.transaction():
        for person, day in zip(MINORS, days.values(), strict=True):
            born = (
                {"birth": None, "age_under": 14, "age_until": day}
                if kit
                else {"birth": day.replace(year=day.year - 14)}
            )
            minors.register.write([person._replace(**born)])
    withdraw_consent(minors, ["FD/003"], "", Signature("wang"))
    scan("001", -50)
    scan("001", -20)
    assert minutes(minors) == [0] and release_grown_up(minors, None) == 1
    assert states(minors) == {"001": "not_needed", "002": "missing", "003": "withdrawn"} and minutes(minors) == [30]
    assert release_grown_up(minors, None) == 0


def test_a_roster_without_a_word_of_consent_undoes_nothing(minors: Store, tmp_path: Path) -> None:
    """Given for 001, withdrawn for 002; next week the class list comes in again, as the office keeps it."""
    give_consent(minors, ["FD/001", "FD/002"], "", UNSIGNED)
    withdraw_consent(minors, ["FD/002"], "", UNSIGNED)
    before = states(minors)
    roster = tmp_path / "名单.csv"
    roster.write_text("学号,姓名,班级\n001,张伟,七1班\n002,李娜,七1班\n003,王芳,七3班\n", "utf-8")
    assert import_roster(minors, roster).taken
    assert states(minors) == before


def test_consent_that_another_desk_noted_is_not_undone_either(minors: Store) -> None:
    """The other gate took the letter; here only its entry in the log is known, the register says nothing."""
    give_consent(minors, ["FD/001"], "", UNSIGNED)
    with minors.ledger.transaction():
        minors.register.write(MINORS)
        assert bring_up_to_date(minors, MINORS, UNSIGNED) == 0
    assert states(minors)["001"] == "given"


def test_what_a_roster_does_say_counts(minors: Store, tmp_path: Path) -> None:
    give_consent(minors, ["FD/001"], "", UNSIGNED)
    roster = tmp_path / "名单.csv"
    roster.write_text("学号,姓名,班级,监护人同意\n001,张伟,七1班,否\n", "utf-8")
    import_roster(minors, roster, Wanted(Others.ADD))
    assert states(minors)["001"] == "withdrawn"


def test_what_is_refused_leaves_no_trace(minors: Store) -> None:
    count = minors.connection.execute("SELECT count(*) FROM log").fetchone()
    for work, code in (
        (lambda: give_consent(minors, ["FD/001", "FD/404"], "", UNSIGNED), "no_volunteer"),
        (lambda: give_consent(minors, ["FD/001"], "长" * 201, UNSIGNED), "too_long"),
        (lambda: missing_in_class(minors, "九9班"), "no_class"),
    ):
        with pytest.raises(Refused) as refusal:
            work()
        assert [p.code for p in refusal.value.problems] == [code]
    assert minors.connection.execute("SELECT count(*) FROM log").fetchone() == count
    assert give_consent(minors, ["FD/001"], "", UNSIGNED).events
    assert not give_consent(minors, ["FD/001"], "", UNSIGNED).events
