"""Notes on people by command: written, read, limited, brought by a kit only where asked for, gone with a purge."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.store import open_store
from tests.engines import needs_encryption
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.storage.telltales import words_in
from tests.tui.cli.conftest import Run

NOTE = "对花生过敏，12号背心"
KIT = {"HOURDESK_PASSPHRASE": "a longer passphrase"}


def notes(run: Run, *words: object) -> dict[str, str]:
    """The text by number."""
    return {one["volunteer"]: one["note"] for one in run("note", "list", "--json", *words).objects}


def test_a_note_is_written_changed_read_and_taken_away(desk: Run) -> None:
    """Before → after each time; it has who wrote it and when."""
    assert desk("note", "set", "001", NOTE, "--operator", "陈").out == f"001 张伟: — → “{NOTE}”\n"
    assert desk("note", "set", "001", "眼镜", "--operator", "陈").out == f"001 张伟: “{NOTE}” → “眼镜”\n"
    shown = desk("note", "show", "001")
    assert shown.lines[0] == "眼镜" and shown.lines[1].strip() == "2026-03-05 11:30, 陈"
    assert notes(desk) == {"001": "眼镜"} == notes(desk, "--class", "7-1") and notes(desk, "--class", "7-2") == {}
    assert desk("note", "clear", "001").out == "001 张伟: “眼镜” → —\n"
    assert desk("note", "show", "001").err == "There is no note on 001.\n" and notes(desk) == {}


@pytest.mark.parametrize(
    ("text", "kept"),
    share(
        [
            ("[b]bold[/b] [red]", "[b]bold[/b] [red]"),
            ("a\tb\r\nc\x1b[31m", "a b c[31m"),
            ("\u202egnp.exe\u2066", "gnp.exe"),
            ("½ tablet, 2½片", "½ tablet, 2½片"),
            ("حساسية من الفول", "حساسية من الفول"),
            ("🥜 ❤️", "🥜 ❤️"),
            ("=HYPERLINK(1)", "=HYPERLINK(1)"),
            ("e\u0301", "é"),
            ("x" * 200, "x" * 200),
        ],
        0,
        3,
    ),
)
def test_what_is_written_stays_as_it_is_on_one_line(desk: Run, text: str, kept: str) -> None:
    assert desk("note", "set", "002", text).code == 0
    assert notes(desk) == {"002": kept}
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in desk("note", "show", "002").lines[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "002", "x" * 201), "the note has 201 characters: write at most 200"),
        (("set", "002", " \u202e\t "), "write what is to be known of the person"),
        (("set", "099", "x"), "nobody in the roster has the number 099"),
        (("set", "../x", "x"), "NUMBER"),
        (("clear", "002"), "there is no note on 002"),
        (("show", "099"), "nobody in the roster has the number 099"),
        (("list", "--class", "9-9"), "there is no class"),
    ],
)
def test_what_can_not_be_is_a_sentence(desk: Run, words: tuple[str, ...], said: str) -> None:
    done = desk("note", *words)
    assert done.code == 1 and said in done.err and notes(desk) == {}


def test_a_linked_number_has_the_note_of_the_person(desk: Run) -> None:
    """One note, under the number that stands; it is written anew for the person, not for a number."""
    desk("note", "set", "002", "眼镜")
    desk("note", "set", "003", NOTE)
    assert desk("link", "002", "--same-as", "003", "--insist", "--reason", "同一人").code == 0
    assert set(desk("note", "show", "002").lines) >= {"眼镜", NOTE}
    assert desk("note", "set", "002", "轮椅").code == 0
    assert notes(desk) == {"003": "轮椅"} and desk("note", "show", "003").lines[0] == "轮椅"


def test_the_muster_on_the_terminal_has_a_sign_and_nothing_that_leaves_has(
    desk: Run, run: Run, clock: StandingClock, tmp_path: Path
) -> None:
    """The text is not in it; JSON and the printed list have neither."""
    desk("note", "set", "001", NOTE)
    planned = ("--start", "2026-03-05T09:00", "--end", "2026-03-05T13:00")
    desk("activity", "add", "--code", "B1", "--name", "N", "--place", "P", *planned)
    badges = {one["number"]: one["badge"] for one in desk("roster", "list", "--json").objects}
    told = desk("scan", "--activity", "B1", "-", stdin=f"{badges['001']}\n{badges['002']}\n")
    assert told.err.count("※") == 1 and "hourdesk note show 001" in told.err and NOTE not in told.err + told.out
    shown = desk("muster", "--activity", "B1").lines
    assert [line for line in shown if "※ note" in line] == [line for line in shown if "001" in line] != []
    assert NOTE not in "".join(shown) and "note" not in desk("muster", "--activity", "B1", "--json").objects[0]


@pytest.fixture
def second(desk: Run, run: Run, tmp_path: Path) -> tuple[object, ...]:
    """Where another desk of the team is, made from a kit without notes, though the first desk had one."""
    desk("note", "set", "001", NOTE)
    assert desk("kit", tmp_path / "plain.hdkit").code == 0
    assert run("init", "--kit", tmp_path / "plain.hdkit", "--data", tmp_path / "second").code == 0
    return ("--data", tmp_path / "second")


def test_a_kit_brings_notes_only_where_asked_for_and_sealed(
    desk: Run, run: Run, second: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a passphrase it is refused, and nothing is written. At the other desk the later text holds, before → after."""
    assert notes(lambda *words: run(*words, *second)) == {}
    refused = desk("kit", tmp_path / "n.hdkit", "--with-notes")
    assert refused.code == 2 and not (tmp_path / "n.hdkit").exists()
    assert desk("kit", "--take", tmp_path / "plain.hdkit", "--with-notes").code == 2
    monkeypatch.setenv(*KIT.popitem())
    made = desk("kit", tmp_path / "n.hdkit", "--with-notes", "--json").objects[0]
    assert (
        made["notes"] == 1
        and words_in(tmp_path, [NOTE]).keys()
        == {"desk/desk.db", "desk/desk.db-wal"} & words_in(tmp_path, [NOTE]).keys()
    )
    taken = run("kit", "--take", tmp_path / "n.hdkit", *second)
    assert taken.code == 0 and "1 new note on a person." in taken.err
    assert notes(lambda *words: run(*words, *second)) == {"001": NOTE}


def test_of_two_notes_on_one_person_the_later_written_holds(
    desk: Run,
    run: Run,
    second: tuple[object, ...],
    clock: StandingClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where the later one is that a note was taken away; a pack brings none back to the first desk. Sealing takes seconds
    on purpose: another test does it."""
    monkeypatch.setattr("exports.exchange.kit.making.seal", lambda data, _passphrase: data)
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "a longer passphrase")
    there: Run = lambda *words, **more: run(*words, *second, **more)  # noqa: E731 - the other desk
    moments = [datetime(2026, 3, 5, hour, tzinfo=ZoneInfo("Asia/Shanghai")) for hour in (12, 13, 14)]
    clock.set(moments[0])
    there("note", "set", "001", "旧的")
    there("note", "set", "003", "也旧")
    clock.set(moments[1])
    assert desk("note", "set", "001", "首台的").err == ""
    desk("note", "set", "003", "又写")
    desk("note", "clear", "003")
    clock.set(moments[2])
    assert "stays at this desk" in there("note", "set", "002", "这里的").err
    clock.set(moments[2] - timedelta(minutes=30))
    desk("note", "set", "002", "早一点")
    desk("kit", tmp_path / "n.hdkit", "--with-notes")
    told = there("kit", "--take", tmp_path / "n.hdkit")
    assert "001 张伟: “旧的” → “首台的”" in told.err and "003 王小明: “也旧” → —" in told.err
    assert "1 note was written later here" in told.err
    assert notes(there) == {"001": "首台的", "002": "这里的"}
    there("export", tmp_path / "second.hdpack")
    assert desk("take", tmp_path / "second.hdpack").code == 0
    assert notes(desk) == {"001": "首台的", "002": "早一点"}


def test_a_purge_takes_it_away_and_no_kit_or_backup_brings_it_back(
    desk: Run, run: Run, data: Path, clock: StandingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A year after the person left, by the usual rules. A new one is refused until it may be known again."""
    desk("note", "set", "001", NOTE)
    desk("backup", tmp_path / "b.backup")
    (tmp_path / "rest.csv").write_text("学号,姓名,班级,人员类别\n002,李娜,七1班,学生\n", "utf-8")
    desk("roster", "import", "--replace", tmp_path / "rest.csv")
    clock.set(datetime(2027, 3, 6, 11, 30, tzinfo=ZoneInfo("Asia/Shanghai")))
    looked = desk("purge", "--dry-run", "--json").objects
    assert ("001", ["note"]) in [(one["volunteer"], one["fields"]) for one in looked if one["result"] == "due"]
    assert desk("purge", "--reason", "R").code == 0 and notes(desk) == {}
    assert words_in(data, [NOTE]) == {}
    again = desk("note", "set", "001", "新")
    assert again.code == 1 and "hourdesk purge --again 001" in again.err
    assert desk("restore", tmp_path / "b.backup").code == 0 and notes(desk) == {}
    assert desk("purge", "--again", "001", "--reason", "回来了").code == 0
    assert desk("note", "set", "001", "新").code == 0 and notes(desk) == {"001": "新"}


def test_the_older_text_is_gone_from_the_file(desk: Run, data: Path, clock: StandingClock) -> None:
    """A note that was changed or taken away stands in no byte of the record once it is written out."""
    desk("note", "set", "001", NOTE)
    desk("note", "set", "001", "眼镜眼镜")
    desk("note", "clear", "001")
    with open_store(data, clock.clock) as store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert words_in(data, [NOTE, "眼镜眼镜"]) == {}


@needs_encryption
def test_a_protected_desk_keeps_it_sealed(desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the text that was written before the desk was protected."""
    desk("note", "set", "001", NOTE)
    assert words_in(data, [NOTE])
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "a longer passphrase")
    assert desk("protect").code == 0
    desk("note", "set", "002", "轮椅和拐杖")
    assert words_in(data, [NOTE, "轮椅和拐杖"]) == {} and notes(desk) == {"001": NOTE, "002": "轮椅和拐杖"}


def test_a_roster_does_not_bring_notes_by_its_column_of_remarks(desk: Run, tmp_path: Path) -> None:
    """A school's lists have a column 备注 for anything: it stays unread, and a note that is there stays."""
    desk("note", "set", "001", NOTE)
    (tmp_path / "again.csv").write_text("学号,姓名,班级,人员类别,备注\n001,张伟,七1班,学生,转学\n", "utf-8")
    assert desk("roster", "import", "--add", tmp_path / "again.csv").code == 0
    assert notes(desk) == {"001": NOTE}
