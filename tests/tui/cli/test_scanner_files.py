"""The memory of a hand scanner in columns: badge, date and time in any order, from whatever program wrote them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from checkin.clock import SYSTEM_CLOCK
from storage.store import open_store
from tests.portions import share
from tests.tui.cli.conftest import Run

Badge = Callable[[str], str]


def events(data: Path) -> int:
    """How many scans and refusals the record holds."""
    with open_store(data, SYSTEM_CLOCK) as store:
        return sum(len(store.ledger.queries.of_kind(kind)) for kind in ("scan", "refuse"))


def spans(desk: Run) -> list[tuple[str, str | None, str | None]]:
    """(number, start, end) of each session, as clock times."""
    return [
        (o["volunteer"], o["start"] and o["start"][11:19], o["end"] and o["end"][11:19])
        for o in desk("sessions", "--json").objects
    ]


FORMS = {
    "commas and headings": ("badge,date,time", "{b},2024-03-05,{t}"),
    "without headings": ("", "{b},2024-03-05,{t}"),
    "semicolons, another order": ("", "2024/3/5;{t};{b}"),
    "tabs and headings": ("Time\tBarcode\tDate", "{t}\t{b}\t2024-03-05"),
    "blanks": ("", "{b} 2024-03-05 {t}"),
    "blanks, the digits in groups": ("", "{g} 2024-03-05 {t}"),
    "one column for date and time": ("条码,扫描时间", "{b},2024/3/5 {t}"),
    "an instant with an offset": ("", "{b};2024-03-05T{t}+08:00"),
    "a serial number and a count": ("No.,Device,Barcode,Date,Time", "7,SN20240101,{b},2024-03-05,{t}"),
    "the same without headings": ("", "7,SN20240101,{b},2024-03-05,{t}"),
    "quotes around each": ('"Barcode","Date","Time"', '"{b}","2024-03-05","{t}"'),
    "Chinese dates": ("二维码|日期|时间", "{b}|2024年3月5日|{t}"),
    "digits alone": ("", "{b},20240305,{d}"),
    "text for a spreadsheet": ("code,date,time", '="{b}",2024-03-05,{t}'),
    "headings in other words": ("Mitglied,Tag,Uhr", "{b},2024-03-05,{t}"),
}


@pytest.mark.parametrize("how", share(["stream", "file"], 0, 3))
@pytest.mark.parametrize("form", FORMS)
def test_a_badge_with_its_date_and_time(desk: Run, badge: Badge, tmp_path: Path, form: str, how: str) -> None:
    heading, line = FORMS[form]
    scans = [("001", "09:00:00"), ("002", "09:01:30"), ("001", "10:31:00")]
    lines = [heading] if heading else []
    for who, at in scans:
        number = badge(who)
        groups = " ".join(number[i : i + 4] for i in range(0, 24, 4))
        lines.append(line.format(b=number, g=groups, t=at, d=at.replace(":", "")))
    data = ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
    file = tmp_path / "memory.csv"
    file.write_bytes(data)
    done = (
        desk("scan", "--activity", "A1", "-", stdin=data) if how == "stream" else desk("scan", "--activity", "A1", file)
    )
    assert (done.code, done.err, len(done.lines)) == (0, "", 3)
    assert spans(desk) == [("001", "09:00:00", "10:31:00"), ("002", "09:01:30", None)]


@pytest.mark.parametrize("how", ["stream", "file"])
@pytest.mark.parametrize(
    ("heading", "way_in", "way_out"),
    [
        ("badge,date,time,direction", "IN", "OUT"),
        ("证号,日期,时间,方向", "签到", "签退"),
        ("", "in", "Check-out"),
        ("", "进", "出"),
    ],
)
def test_a_column_that_says_in_or_out_is_followed(
    desk: Run, badge: Badge, tmp_path: Path, how: str, heading: str, way_in: str, way_out: str
) -> None:
    """Two minutes after the check-in the line says OUT: without its word the scan would be too soon to close."""
    lines = [
        *([heading] if heading else []),
        f"{badge('001')},2024-03-05,09:00:00,{way_in}",
        f"{badge('001')},2024-03-05,09:02:00,{way_out}",
    ]
    file = tmp_path / "memory.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    stdin = file.read_bytes() if how == "stream" else b""
    done = desk("scan", "--activity", "A1", file if how == "file" else "-", stdin=stdin)
    assert (done.code, done.err) == (0, "")
    assert spans(desk) == [("001", "09:00:00", "09:02:00")]


def test_a_direction_that_nobody_knows_is_refused_by_line(desk: Run, badge: Badge, tmp_path: Path) -> None:
    file = tmp_path / "memory.csv"
    file.write_text(
        f"badge,date,time,direction\n{badge('001')},2024-03-05,09:00:00,IN\n{badge('002')},2024-03-05,09:00:00,X7\n",
        "utf-8",
    )
    done = desk("scan", "--activity", "A1", file)
    assert done.code == 1 and "line 3" in done.err and "neither in nor out" in done.err
    assert spans(desk) == [("001", "09:00:00", None)]


@pytest.mark.parametrize(
    ("written", "at"),
    [("9:05 AM", "09:05:00"), ("上午9:05", "09:05:00"), ("12:10 PM", "12:10:00"), ("12:10:09 a.m.", "00:10:09"),
     ("下午 1:05", "13:05:00"), ("1:05:07 pm", "13:05:07"), ("9:05", "09:05:00"), ("09：05：03", "09:05:03")],
)  # fmt: skip
def test_clocks_of_twelve_hours_and_of_twenty_four(desk: Run, badge: Badge, written: str, at: str) -> None:
    done = desk("scan", "--activity", "A1", "-", stdin=f"{badge('001')},2024/3/5,{written}\n")
    assert (done.code, done.err) == (0, "")
    assert spans(desk) == [("001", at, None)]


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8"])
@pytest.mark.parametrize("how", ["stream", "file"])
def test_every_encoding(desk: Run, badge: Badge, tmp_path: Path, encoding: str, how: str) -> None:
    file = tmp_path / "导出.txt"
    file.write_bytes(f"志愿者证号,日期,时间\r\n{badge('001')},2024-03-05,上午9:05\r\n".encode(encoding))
    stdin = file.read_bytes() if how == "stream" else b""
    assert desk("scan", "--activity", "A1", file if how == "file" else "-", stdin=stdin).code == 0
    assert spans(desk) == [("001", "09:05:00", None)]


def test_a_workbook_of_a_scanners_program(desk: Run, badge: Badge, data: Path, tmp_path: Path) -> None:
    """Its text cells come in; a badge that the spreadsheet took for an amount is refused by row."""
    with xlsxwriter.Workbook(str(tmp_path / "memory.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Barcode", "Date", "Time"])
        sheet.write_row(1, 0, [badge("001"), "2024-03-05", "09:00:00"])
        sheet.write_row(2, 0, [float(badge("002")), "2024-03-05", "09:01:00"])
    done = desk("scan", "--activity", "A1", tmp_path / "memory.xlsx")
    assert done.code == 1 and "line 3" in done.err and "E+23" in done.err
    assert (spans(desk), events(data)) == ([("001", "09:00:00", None)], 1)


@pytest.mark.parametrize("how", share(["stream", "file"], 0, 2))
@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        (["badge,date,time", "{b},05/03/2024,09:00:00", "{b},05/03/2024,10:31:00"], 2, "can be mistaken"),
        (["{b},25.03.2024 09:00"], 1, "the year must come first"),
        (["{b},2024-03-05", "{b},2024-03-05"], 1, "no date and time"),
        (["{b},09:00:00"], 1, "no date and time"),
        (["badge;date;time", ";2024-03-05;09:00"], 2, "no badge"),
        (["SN1,X77,2024-03-05,09:00"], 1, "which column"),
        (["{b},2024-02-30,09:00"], 1, "no date and time"),
        (["Nr,Wer,Wann", "1,{b},gestern"], 2, "no date and time"),
    ],
)
def test_a_file_of_which_nothing_is_understood_leaves_no_trace(
    desk: Run, badge: Badge, data: Path, tmp_path: Path, lines: list[str], line: int, said: str, how: str
) -> None:
    """The first line that is not understood is named, with what is expected."""
    file = tmp_path / "memory.csv"
    file.write_text("\n".join(lines).format(b=badge("001")), "utf-8")
    stdin = file.read_bytes() if how == "stream" else b""
    done = desk("scan", "--activity", "A1", file if how == "file" else "-", stdin=stdin)
    assert (done.code, done.out, events(data)) == (1, "", 0)
    assert said in done.err and f"line {line}:" in done.err
    assert "badge, date, time" in done.err


def test_a_text_that_is_no_memory_of_a_scanner_is_refused_as_a_file(desk: Run, data: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Dear all,\nplease come at nine.\n" * 20, "utf-8")
    done = desk("scan", "--activity", "A1", note)
    assert (done.code, done.out, len(done.err.splitlines()), events(data)) == (1, "", 1, 0)
    assert "note.txt" in done.err and "Expected is a badge number" in done.err


def test_bad_lines_among_good_ones_keep_nothing_back(desk: Run, badge: Badge, data: Path) -> None:
    """A misread badge is a refusal by length and cause; a line without its time is named and leaves nothing."""
    lines = ["badge,date,time", "{b},2024-03-05,09:00", "7100,2024-03-05,09:01", "{b},,09:02", "{b},2024-03-05,10:30"]
    done = desk("scan", "--activity", "A1", "-", stdin="\n".join(lines).format(b=badge("001")))
    assert done.code == 1 and "line 4" in done.err and "line 3" not in done.err
    assert spans(desk) == [("001", "09:00:00", "10:30:00")]
    assert events(data) == 3


def test_badge_texts_alone_are_what_they_were(desk: Run, badge: Badge, data: Path, tmp_path: Path) -> None:
    """A badge a line, in a file too; cards with commas or blanks in them, digits that look like a time, a tab behind."""
    roster = tmp_path / "cards.csv"
    cards = ["STU,07", "AB 09:00", "20240305090000", "A;B;C"]
    rows = "".join(f'9{i},卡{i},七1班,"{card}"\n' for i, card in enumerate(cards))
    roster.write_text(f"学号,姓名,班级,校园卡\n{rows}", "utf-8")
    assert desk("roster", "import", roster, "--add").code == 0
    typed = "\r\n".join([badge("001") + "\t", *cards])
    done = desk("scan", "--activity", "A1", "-", "--json", stdin=typed)
    assert [o["volunteer"] for o in done.objects] == ["001", "90", "91", "92", "93"], done.err
    file = tmp_path / "cards.txt"
    file.write_text("\n".join([cards[0], badge("002"), "hello"]), "utf-8")
    done = desk("scan", "--activity", "A1", file, "--json")
    assert [(o["volunteer"], o["outcome"]) for o in done.objects][1:] == [("002", "opened"), (None, "not_a_badge")]


def test_a_live_scanner_is_never_kept_waiting(desk: Run, badge: Badge, data: Path) -> None:
    """Each line is answered before the next one comes, through a pipe too, the first one as well."""
    command = [sys.executable, "-c", "from tui.start import main; main()", "--data", str(data)]
    with subprocess.Popen(
        [*command, "scan", "--activity", "A1", "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        for number, text in (("001", badge("001")), ("002", f"2024-03-05T09:00\t{badge('002')}")):
            process.stdin.write(f"{text}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["volunteer"] == number
        process.stdin.close()


def test_read_shows_the_badges_of_a_file(desk: Run, badge: Badge, tmp_path: Path) -> None:
    file = tmp_path / "memory.csv"
    file.write_text(f"badge,date,time\n{badge('001')},2024-03-05,09:00\n", "utf-8")
    assert [o["texts"] for o in desk("read", "--json", file).objects] == [[badge("001")]]
    stdin = file.read_bytes()
    assert [o["texts"] for o in desk("read", "--json", "-", stdin=stdin).objects] == [[badge("001")]]
