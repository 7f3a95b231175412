"""A roster file comes into the register once: what changes is written, what does not is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from checkin.rules.badge_numbers import badge_number, is_badge_number
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from storage.activities.policies import set_policy
from storage.check import check_store
from storage.people.badges import reissue
from storage.people.walk_in import register_walk_in
from storage.record import whole_record
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import ImportReport, import_roster, prepare_list, report_of
from storage.store import Store, init_store
from tests.standing_clock import StandingClock
from tests.storage.roster.files import csv_file

HEAD = ["学号", "姓名", "班级", "人员类别", "出生日期", "证号", "监护人同意"]
ONE, OTHER = badge_number("0" * 19 + "1"), badge_number("0" * 19 + "2")


@pytest.fixture
def store(folder: Path, clock: StandingClock) -> Iterator[Store]:
    with init_store(folder, team="FD", team_name="复旦中学", clock=clock.clock) as opened:
        yield opened


Import = Callable[..., ImportReport]


@pytest.fixture
def bring_in(store: Store, tmp_path: Path) -> Import:
    """Import rows; a row may be short, what it leaves out is blank."""

    def one(*rows: Sequence[str], looks: bool = False, **wanted: Any) -> ImportReport:
        table = [HEAD, *([*row, *[""] * (len(HEAD) - len(row))] for row in rows)]
        file = csv_file(tmp_path / "roster.csv", table)
        if looks:
            return report_of(prepare_list(store, file, Wanted(**wanted)), taken=False)
        return import_roster(store, file, Wanted(**wanted), signed=Signature("wang"))

    return one


def log(store: Store) -> list[bytes]:
    return [row[0] for row in store.connection.execute("SELECT raw FROM log ORDER BY seq")]


def people(store: Store) -> list[object]:
    return store.connection.execute("SELECT * FROM person ORDER BY key").fetchall()


def consents(store: Store) -> list[tuple[str, str]]:
    events = store.ledger.queries.of_kind("consent")
    return [(e.body.volunteer, str(e.body.state)) for e in sorted(events, key=lambda e: e.id)]


def codes(report: ImportReport) -> list[str]:
    return [problem.code for problem in report.plan.problems]


def test_everybody_gets_a_badge_of_their_own(store: Store, bring_in: Import) -> None:
    report = bring_in(["001", "张伟", "七1班"], ["002", "李娜", "七1班"], ["003", "王芳", "七2班", "教师"])
    badges = store.register.badges()
    assert report.taken and report.badges == 3
    assert set(badges) == {"FD/001", "FD/002", "FD/003"} and len(set(badges.values())) == 3
    assert all(is_badge_number(badge) for badge in badges.values())
    assert all(store.ledger.holder_of_badge(badge).volunteer == who for who, badge in badges.items())
    assert check_store(store.folder.path) == []


def test_the_same_file_twice_writes_nothing(store: Store, bring_in: Import) -> None:
    rows = (
        ["001", "张伟", "七1班", "", "2018-01-02"],
        ["", "李娜", "七1班"],
        ["003", "王芳", "", "教师", "", ONE, "是"],
    )
    bring_in(*rows)
    before = log(store), people(store)
    report = bring_in(*rows)
    assert report.taken and report.badges == 0
    assert not (report.plan.new or report.plan.changed or report.plan.returned)
    assert (log(store), people(store)) == before


def test_who_is_new_changed_or_gone(store: Store, bring_in: Import) -> None:
    """002 moves up a class, 003 is missing, 004 is new; the visitor was never in a file; then 003 is back."""
    bring_in(["001", "张伟", "七1班"], ["002", "李娜", "七1班"], ["003", "王芳", "七2班"])
    visitor = register_walk_in(store, "赵六")
    badges = store.register.badges()
    report = bring_in(
        ["001", "张伟", "七1班"], ["002", "李娜", "八1班"], ["004", "刘洋", "七1班"], others=Others.REPLACE
    )
    assert [p.number for p in report.plan.new] == ["004"]
    assert [c.fields for c in report.plan.changed] == [(("class_name", "七1班", "八1班"),)]
    assert [p.number for p in report.plan.leavers] == ["003"]
    assert store.register.leavers() == {"FD/003"}
    assert store.register.badges() == {**badges, "FD/004": store.register.badge("FD/004")}
    assert visitor in store.register.persons()
    back = bring_in(["001", "张伟"], ["002", "李娜"], ["003", "王芳"], ["004", "刘洋"])
    assert [p.number for p in back.plan.returned] == ["003"]
    assert store.register.leavers() == set()
    assert store.register.badge("FD/003") == badges["FD/003"]


def test_a_badge_number_that_the_file_gives(store: Store, bring_in: Import) -> None:
    """Printed elsewhere: it replaces the minted one, which is revoked from then on."""
    bring_in(["001", "张伟", "七1班"])
    minted = store.register.badge("FD/001")
    assert minted is not None
    assert bring_in(["001", "张伟", "七1班", "", "", ONE]).badges == 1
    assert store.register.badge("FD/001") == ONE
    assert store.ledger.holder_of_badge(minted).revoked_at is not None
    assert store.ledger.holder_of_badge(ONE).volunteer == "FD/001"


def test_a_badge_number_of_somebody_else(store: Store, bring_in: Import) -> None:
    bring_in(["001", "张伟", "七1班", "", "", ONE], ["002", "李娜", "七1班"])
    badges = store.register.badges()
    rows = (["001", "张伟", "七1班"], ["002", "李娜", "八1班", "", "", ONE])
    assert codes(bring_in(*rows, strict=True)) == ["badge_taken"]
    assert store.register.names()["FD/002"][1] == "七1班"
    report = bring_in(*rows)
    assert report.taken and codes(report) == ["badge_taken"]
    assert store.register.badges() == badges
    assert store.register.names()["FD/002"][1] == "八1班"


def test_a_lost_badge_does_not_come_back_with_an_old_file(store: Store, bring_in: Import) -> None:
    """The file names the badge that 001 lost; it was reissued since."""
    row = ["001", "张伟", "七1班", "", "", ONE]
    bring_in(row)
    new = reissue(store, "FD/001")
    before = log(store)
    assert codes(bring_in(row)) == ["badge_revoked"]
    assert store.register.badge("FD/001") == new and log(store) == before
    assert store.ledger.holder_of_badge(ONE).revoked_at is not None


def test_one_number_for_two_people(store: Store, bring_in: Import) -> None:
    report = bring_in(["001", "张伟", "七1班", "", "", ONE], ["002", "李娜", "七1班", "", "", ONE])
    assert report.plan.problems
    assert list(store.register.badges().values()).count(ONE) <= 1


def test_numbers_that_change_hands_stay_where_they_are(store: Store, bring_in: Import) -> None:
    bring_in(["001", "张伟", "七1班", "", "", ONE], ["002", "李娜", "七1班", "", "", OTHER])
    report = bring_in(["001", "张伟", "七1班", "", "", OTHER], ["002", "李娜", "七1班", "", "", ONE])
    assert codes(report) == ["badge_taken", "badge_taken"]
    assert store.register.badges() == {"FD/001": ONE, "FD/002": OTHER}


def test_another_kind_is_said_in_the_log(store: Store, bring_in: Import) -> None:
    """Whoever has only the log must know that a parent's hours may not count."""
    bring_in(["001", "张伟", "七1班"], ["002", "李娜", "七1班"])
    badge, before = store.register.badge("FD/001"), len(log(store))
    bring_in(["001", "张伟", "七1班", "家长"], ["002", "李娜", "七1班"])
    assert whole_record(store).kinds == {"FD/001": "parent", "FD/002": "student"}
    assert store.register.badge("FD/001") == badge and len(log(store)) == before + 1
    bring_in(["001", "张伟", "七1班", "教师", "", ONE], ["002", "李娜", "七1班"])
    assert whole_record(store).kinds["FD/001"] == "teacher"
    assert store.register.badge("FD/001") == ONE


def test_consent_is_missing_given_withdrawn_and_given_again(store: Store, bring_in: Import) -> None:
    """001 is a minor, 002 is grown up, of 003 nobody knows."""
    others = (["002", "李娜", "", "教师", "1985-07-21"], ["003", "王芳", "七2班"])
    for consent, said in (
        ("", [("FD/001", "missing")]),
        ("是", [("FD/001", "given")]),
        ("", []),
        ("否", [("FD/001", "withdrawn")]),
        ("否", []),
        ("是", [("FD/001", "given")]),
    ):
        before = consents(store)
        bring_in(["001", "张伟", "三1班", "", "2019-05-06", "", consent], *others)
        assert consents(store) == before + said


def test_consent_follows_the_policy(store: Store, bring_in: Import) -> None:
    bring_in(
        ["001", "张伟", "三1班", "", "2019-05-06"],
        ["002", "李娜", "", "教师"],
        ["003", "王芳", "三1班"],
        ["004", "刘洋", "三1班", "", "", "", "是"],
    )
    assert sorted(consents(store)) == [("FD/001", "missing"), ("FD/004", "given")]
    count = len(consents(store))
    for settings, said in (
        ({"unknown_birth_is_minor": True}, [("FD/003", "missing")]),
        ({"unknown_birth_is_minor": False}, [("FD/003", "not_needed")]),
        ({"consent_age": 0}, [("FD/001", "not_needed")]),
        ({"rounding": "ceil"}, []),
        ({"consent_age": 18}, [("FD/001", "missing")]),
    ):
        set_policy(store, settings)
        assert consents(store)[count:] == said
        count += len(said)


def test_strict_takes_all_or_nothing(store: Store, bring_in: Import) -> None:
    rows = (
        ["001", "张伟", "七1班"],
        ["002", "李娜", "七1班", "", "2026/2/30"],
        ["001", "王芳", "七1班"],
        ["003", "刘洋"],
    )
    before = log(store), people(store)
    report = bring_in(*rows, strict=True)
    assert not report.taken and report.plan.problems
    assert (log(store), people(store)) == before
    assert bring_in(*rows).taken
    assert list(store.register.names()) == ["FD/003"]


def test_a_dry_run_tells_all_and_writes_nothing(store: Store, bring_in: Import) -> None:
    bring_in(["001", "张伟", "七1班"], ["003", "王芳", "七1班"])
    before = log(store), people(store)
    rows = (["001", "张伟", "八1班", "", "", ONE], ["002", "李娜", "七1班"])
    dry = bring_in(*rows, looks=True)
    assert not dry.taken and (log(store), people(store)) == before
    real = bring_in(*rows)
    assert (real.plan, real.taken) == (dry.plan, True)


def test_it_fails_as_a_whole(store: Store, bring_in: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the last event of two hundred people."""
    before = log(store), people(store)

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.log.ledger.SqliteLedger.record_all", full)
    with pytest.raises(OSError, match="No space"):
        bring_in(*([f"{n:03d}", f"学生{n}", "七1班"] for n in range(200)))
    assert (log(store), people(store)) == before


def test_a_file_that_is_no_roster(store: Store, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("")
    with pytest.raises(Refused):
        import_roster(store, tmp_path / "roster.csv")
    assert log(store) == [] and people(store) == []


def statements_while_locked(store: Store, do: Callable[[], object]) -> int:
    """How many statements, or rows of one, are executed while the record is locked for writing."""
    told: list[str] = []
    store.connection.set_trace_callback(told.append)
    do()
    store.connection.set_trace_callback(None)
    begin = told.index("BEGIN IMMEDIATE")
    return told.index("COMMIT", begin) - begin


def test_a_scan_waits_as_many_statements_for_many_people_as_for_one(store: Store, bring_in: Import) -> None:
    """All is laid beside the record first: row by row 5,000 people would hold it for four times as long."""
    few = statements_while_locked(store, lambda: bring_in(["999", "李四"], others=Others.ADD))
    many = [[f"{number:03}", "张伟", "七1班", "学生", "", "", "是"] for number in range(200)]
    assert statements_while_locked(store, lambda: bring_in(*many, others=Others.ADD)) <= few + 5
    moved = [[*row[:2], "七2班", *row[3:]] for row in many]
    assert statements_while_locked(store, lambda: bring_in(*moved, others=Others.ADD)) <= few + 5
    classes = [person.class_name for person in store.register.persons()]
    assert len(store.register.badges()) == 201 and classes.count("七2班") == 200
    assert check_store(store.folder.path) == []
