"""Certificates by command: issued, verified in every way, altered, revoked, reissued, and by another desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from exports.printed.certificates import issuing
from tests.portions import share
from tests.tui.cli.conftest import Answer, Run
from tui.cli.certificate import issuing as certificate_issue
from tui.cli.interrupt import INTERRUPTED

Badge = Callable[[str], str]


@pytest.fixture
def served(desk: Run, badge: Badge) -> Run:
    """001 served 120 minutes and 002 90, all confirmed; 003 nothing."""
    lines = "".join(
        f"2024-03-05T{at}:00\t{badge(who)}\n"
        for at, who in (("09:00", "001"), ("09:30", "002"), ("11:00", "001"), ("11:00", "002"))
    )
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    assert desk("team", "set", "leader=陈静", "leader_title=校长", "handler=李强", "contact=023-60000000").code == 0
    assert desk("confirm", "--activity", "A1").code == 0
    return desk


def text_of(file: Path, page: int = 0) -> str:
    return str(pypdfium2.PdfDocument(file)[page].get_textpage().get_text_range())


def photographed(file: Path, to: Path) -> Path:
    """The first page as a picture of the paper."""
    pypdfium2.PdfDocument(file)[0].render(scale=150 / 72).to_pil().convert("L").save(to)
    return to


def verdicts(answer: Answer) -> list[str]:
    return [row["result"] for row in answer.objects]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_says_all_that_it_must(served: Run, tmp_path: Path, language: str) -> None:
    """Name, number, time, content, unit, certificate number, day, issuer, who answers and handled, contact, seal, code."""
    out = tmp_path / "c.pdf"
    done = served("certificate", "issue", out, "001", "--on", "2024-04-01", "--json", "--lang", language)
    assert done.code == 0
    (issued,) = done.objects
    text = text_of(out)
    for word in (
        "张伟", "001", "复旦中学", "2 h" if language == "en" else "2 小时", "120", "2:00", "清洁家园", "2024-03-05", "2024-04-01", "校长 陈静", "李强", "023-60000000",
        issued["number"],
    ):  # fmt: skip
        assert word in text, word
    assert text.count("2:00") == 2, "the session and the line of totals, in one unit"
    assert ("志愿服务记录证明" in text and "盖章" in text) == (language == "zh")
    (code,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(out)[0].render(scale=2).to_pil().convert("L"))
    assert code.text == issued["code"] and "张" not in code.text
    # Who has added hours alone served no times, and the paper does not say "0 times".
    assert served("add", "--volunteer", "003", "--activity", "A1", "--minutes", "60", "--reason", "献血").code == 0
    assert served("confirm", "--activity", "A1").code == 0
    assert served("certificate", "issue", out, "003", "--lang", language).code == 0
    text = text_of(out).replace("\r\n", "")
    assert ("is credited with" if language == "en" else "认定的志愿服务时长共") in text
    assert "sessions:" not in text and "次" not in text


def test_genuine_by_code_number_picture_and_file(served: Run, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"
    (issued,) = served("certificate", "issue", out, "001", "--json").objects
    picture = photographed(out, tmp_path / "paper.png")
    found = served("certificate", "verify", issued["code"], issued["number"], picture, out, "--json")
    assert (found.code, verdicts(found)) == (0, ["genuine"] * 4)
    assert [row["file_made_here"] for row in found.objects] == [False, False, False, True]
    assert {(row["name"], row["minutes"], row["changed"]) for row in found.objects} == {("张伟", 120, False)}
    assert "2 h (120 minutes)" in served("certificate", "verify", picture).out


def test_a_copy_that_differs_is_found_out(served: Run, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"
    (issued,) = served("certificate", "issue", out, "001", "--json").objects
    code = issued["code"]
    altered = code[:-1] + ("0" if code[-1] != "0" else "1")
    edited = tmp_path / "edited.pdf"
    edited.write_bytes(out.read_bytes() + b"\n% 200 hours")
    found = served("certificate", "verify", altered, edited, "HDC1:FD-2024-00000001:" + "0" * 32, "--json")
    assert (found.code, verdicts(found)) == (1, ["altered", "altered", "unknown"])
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(b"%PDF-1.4 nothing")
    assert verdicts(served("certificate", "verify", plain, "--json")) == ["not_a_certificate"]
    assert served("certificate", "verify", tmp_path / "nowhere.png").code == 1
    noise = tmp_path / "noise.png"
    noise.write_bytes(b"no picture")
    assert served("certificate", "verify", noise).code == 1


def test_what_is_filed_beside_the_log_can_not_be_altered_unseen(served: Run, tmp_path: Path, data: Path) -> None:
    from storage.disk import sqlite

    (issued,) = served("certificate", "issue", tmp_path / "c.pdf", "001", "--json").objects
    with sqlite.connect(data / "desk.db") as db:
        db.execute("UPDATE certificate SET content = replace(content, '120', '999')")
    assert verdicts(served("certificate", "verify", issued["code"], "--json")) == ["altered"]


def test_revoked_and_reissued(served: Run, tmp_path: Path, badge: Badge) -> None:
    """The hours were wrong: corrected, the certificate shows as changed, a new one takes its place."""
    (old,) = served("certificate", "issue", tmp_path / "old.pdf", "001", "--json").objects
    session = next(row for row in served("sessions", "--json").objects if row["volunteer"] == "001")
    confirmed = served("explain", "001", "--json").objects[0]["events"][-1]["event"]
    assert served("void", confirmed, "--reason", "少算").code == 0
    assert served("rule", session["open_event"], "--minutes", "150", "--reason", "少算").code == 0
    assert served("confirm", session["open_event"]).code == 0
    # The paper and its credential both say so.
    both = served("certificate", "verify", old["number"], tmp_path / "old.jwt", "--json").objects
    assert [row["changed"] for row in both] == [True, True]
    (new,) = served("certificate", "reissue", old["number"], tmp_path / "new.pdf", "--reason", "更正", "--json").objects
    assert new["minutes"] == 150 and new["number"] != old["number"]
    found = served("certificate", "verify", old["code"], new["code"], "--json")
    assert [(row["result"], row["replaced_by"]) for row in found.objects] == [
        ("revoked", new["number"]),
        ("genuine", None),
    ]
    assert served("certificate", "revoke", new["number"], "--reason", "误发").code == 0
    assert served("certificate", "revoke", new["number"], "--reason", "误发").code == 1
    listed = served("certificate", "list", "--json").objects
    assert [(row["number"], row["revoked"], row["reason"]) for row in listed] == [
        (old["number"], True, "更正"), (new["number"], True, "误发"),
    ]  # fmt: skip


def test_many_in_one_file_or_a_folder_and_who_has_nothing(served: Run, tmp_path: Path) -> None:
    done = served("certificate", "issue", tmp_path / "all.pdf", "--everybody", "--json")
    assert done.code == 1 and done.err.count("no hours to certify") == 2
    numbers = [row["number"] for row in done.objects]
    assert [n[-4:] for n in numbers] == ["0001", "0002"]
    assert len(pypdfium2.PdfDocument(tmp_path / "all.pdf")) == 2
    assert verdicts(served("certificate", "verify", tmp_path / "all.pdf", "--json")) == ["genuine", "genuine"]
    again = served("certificate", "print", tmp_path / "folder", *numbers)
    assert again.code == 0
    files = sorted((tmp_path / "folder").glob("*.pdf"))
    assert [file.stem for file in files] == numbers
    assert verdicts(served("certificate", "verify", *files, tmp_path / "all.pdf", "--json")) == ["genuine"] * 4
    assert served("certificate", "issue", tmp_path / "x.pdf", "003").code == 1
    assert not (tmp_path / "x.pdf").exists()
    assert served("certificate", "issue", tmp_path / "x.pdf").code == 2


def test_a_laptop_that_dies_before_the_paper_has_filed_it(
    served: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is printed that is not filed; what is filed can be printed."""

    def dies(*_args: object) -> None:
        raise SystemExit(INTERRUPTED)

    monkeypatch.setattr(certificate_issue, "print_certificates", dies)
    died = served("certificate", "issue", tmp_path / "c.pdf", "001")
    (listed,) = served("certificate", "list", "--json").objects
    assert not (tmp_path / "c.pdf").exists()
    assert died.code == INTERRUPTED and died.err == (
        f"1 certificate is filed, but not printed: use hourdesk certificate print with its number, {listed['number']}\n"
    )
    monkeypatch.setattr(certificate_issue, "print_certificates", issuing.print_certificates)
    assert served("certificate", "print", tmp_path / "c.pdf", listed["number"]).code == 0
    assert verdicts(served("certificate", "verify", tmp_path / "c.pdf", "--json")) == ["genuine"]


def test_another_desk_knows_the_number_and_the_digest(served: Run, tmp_path: Path) -> None:
    out = tmp_path / "c.pdf"
    (issued,) = served("certificate", "issue", out, "001", "--json").objects
    assert served("kit", tmp_path / "two.hdkit").code == 0
    assert served("export", tmp_path / "one.hdpack").code == 0
    two = ("--data", tmp_path / "two")
    assert served("init", "--kit", tmp_path / "two.hdkit", *two).code == 0
    assert served("take", tmp_path / "one.hdpack", *two).code == 0
    forged = issued["code"][:-1] + ("0" if issued["code"][-1] != "0" else "1")
    found = served("certificate", "verify", issued["code"], forged, out, "--json", *two)
    assert verdicts(found) == ["genuine", "altered", "genuine"]
    assert found.objects[0]["name"] is None
    assert "filed at the desk" in served("certificate", "verify", issued["code"], *two).out
    assert served("certificate", "print", tmp_path / "again.pdf", issued["number"], *two).code == 1


NASTY = ("阿" * 200, "<b>&amp;=1+1</b>", "\u202e倒\u202c写", "Ana 'O\"Hara\\")


@pytest.mark.parametrize("name", share(NASTY, 0, 2))
def test_names_that_hurt_stay_on_their_page(desk: Run, badge: Badge, tmp_path: Path, name: str) -> None:
    import csv

    roster = tmp_path / "nasty.csv"
    with roster.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["学号", "姓名"], ["009", name]])
    assert desk("roster", "import", roster, "--add").code == 0
    (person,) = (p for p in desk("roster", "list", "--json").objects if p["number"] == "009")
    lines = f"2024-03-05T09:00:00\t{person['badge']}\n2024-03-05T11:00:00\t{person['badge']}\n"
    assert desk("scan", "--activity", "A1", "-", stdin=lines).code == 0
    assert desk("certificate", "issue", tmp_path / "c.pdf", "009", "--all").code == 0
    assert len(pypdfium2.PdfDocument(tmp_path / "c.pdf")) == 1
    assert "not final" in text_of(tmp_path / "c.pdf")
    assert verdicts(desk("certificate", "verify", tmp_path / "c.pdf", "--json")) == ["genuine"]


def test_a_class_is_meant_however_it_is_spelt_and_one_that_is_not_there_is_refused(served: Run, tmp_path: Path) -> None:
    done = served("certificate", "issue", tmp_path / "c.pdf", "--class", "七 1 班", "--json")
    assert [row["volunteer"] for row in done.objects] == ["001", "002"]
    for command in (("certificate", "issue", tmp_path / "d.pdf"), ("consent", "given"), ("consent", "list")):
        answer = served(*command, "--class", "九9班")
        assert answer.code == 1 and "there is no class “九9班” in the roster; there are: 七1班" in answer.err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_hours_that_are_all_final_are_not_called_otherwise(served: Run, tmp_path: Path, language: str) -> None:
    """--all would take hours that are not final yet; where there are none the certificate does not speak of them."""
    out = tmp_path / "c.pdf"
    assert served("certificate", "issue", out, "001", "--all", "--lang", language).code == 0
    assert "not final" not in text_of(out) and "尚未" not in text_of(out) and "未最终" not in text_of(out)
