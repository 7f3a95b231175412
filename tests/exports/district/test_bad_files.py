"""A folder of damaged and forged packs: each gets a message, and the good pack among them is merged."""

from __future__ import annotations

import gzip
import io
import json
import re
import stat
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil
import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import Direction, Event, Scan
from checkin.rules.signature import Signature
from checkin.rules.wire import NO_PREVIOUS, chained
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.totals import totals
from exports.district.district import init_district, open_district
from exports.district.says.trust import trust_file
from exports.exchange.pack.layout import LOG, VOLUNTEERS
from storage.disk.ids import new_id
from storage.people.person import Person
from storage.store import Store, init_store
from tests.exports.district.schools import DAY, School, scan
from tests.exports.exchange.pack.forging import members, resign, squeezed, write_zip
from tests.exports.exchange.pack.test_bad_packs import forged_log
from tests.forked_program import forked_program
from tests.portions import WHOLE, in_the_soak, share

HOURDESK = str(Path(sys.executable).with_name("hourdesk"))
MOST_BYTES = 500_000_000
"""A merge of little holds some 100 MB, and as much in each process beside: DuckDB and Python."""
Files = dict[str, bytes]


def run(*arguments: str) -> tuple[int, str, str, int]:
    """A real process: exit code, output, messages, and the most bytes that it and its own processes held."""
    process = psutil.Popen([HOURDESK, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    most = [0]
    watch = threading.Thread(target=_watch, args=(process, most))
    watch.start()
    out, err = process.communicate()
    watch.join()
    return process.returncode, out, err, most[0]


def _watch(process: psutil.Popen, most: list[int]) -> None:
    with suppress(psutil.Error):
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            held = sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))
            most[0] = max(most[0], held)
            time.sleep(0.05)


def zipped(files: Files, twist: Callable[[zipfile.ZipFile], None]) -> bytes:
    """A ZIP of these files, and of what `twist` puts into it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        twist(archive)
    return buffer.getvalue()


def link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("team.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc/passwd")


def million_members(*, honest: bool) -> bytes:
    """The directory of a million empty members; where it lies, its end record speaks of seven."""
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0)
    first = b"PK\x03\x04" + bytes(26)
    directory = b"".join(entry + b"%07d" % i for i in range(1_000_000))
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 10**6, 10**6, len(directory), len(first))
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(first) + len(directory), 1)
    count, size = (0xFFFF, 0xFFFFFFFF) if honest else (7, 700)
    return first + directory + end64 + locator + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, 0, 0)


def signed_as(desk: Store, files: Files, out: Path) -> bytes:
    """A pack of these files, signed by the desk."""
    return write_zip(out, resign(desk, files)).read_bytes()


def bad_files(school: School, good: Path, folder: Path) -> Iterator[tuple[str, bytes | Callable[[], bytes], str]]:
    """Name, content (what is costly is made only where it is walked), and a word of the sentence that it gets. What is signed is signed by the school's own desk."""
    desk, files, data = school.first, members(good), good.read_bytes()
    for i, name in enumerate(("../../evil.txt", "/tmp/evil.txt", "C:\\evil.txt", "..\\evil.txt", "sub/team.csv")):
        yield f"name{i}", zipped(files, lambda archive, name=name: archive.writestr(name, b"evil")), "does not belong"  # type: ignore[misc]
    without = {name: content for name, content in files.items() if name != "team.csv"}
    yield "link", zipped(without, link), "link"
    with pytest.warns(UserWarning):
        yield "twice", zipped(files, lambda archive: archive.writestr("team.csv", b"another")), "does not belong"
    yield "bomb", b"", "larger"
    yield "hidden-members", partial(million_members, honest=False), "damaged"
    if WHOLE:
        yield "members", partial(million_members, honest=True), "files, which no pack does"
    yield "cut", data[: len(data) // 2], "damaged"
    yield "empty", b"", "no pack"
    for i in range(0, len(data), len(data) // 12):
        yield f"flipped{i}", data[:i] + bytes([data[i] ^ 0x41]) + data[i + 1 :], ""
    yield (
        "other-content",
        zipped({**files, VOLUNTEERS: files[VOLUNTEERS] + b"FD,9,x,,,false\r\n"}, lambda _: None),
        "not what was signed",
    )
    signed: dict[str, Files] = {
        "columns": {VOLUNTEERS: b",".join(b"c%d" % i for i in range(10_000)) + b"\r\n"},
        "wide-row": {VOLUNTEERS: b"team,number,name,class,kind,left\r\n" + b"," * 10_000 + b"\r\n"},
        "no-utf8": {VOLUNTEERS: b"team,number,name,class,kind,left\r\nFD,1,\xff\xfe,,student,false\r\n"},
        "no-utf8-log": {LOG: gzip.compress(b'{"at":"\xff\xfe"}\n')},
        "no-gzip": {LOG: b"not gzip at all"},
        "huge-register": {VOLUNTEERS: b"team,number,name,class,kind,left\r\n" + b"FD,1,a,,student,false\r\n" * 400_000},
    }
    for name, changes in signed.items():
        word = "larger" if name == "huge-register" else "can't be read" if VOLUNTEERS in changes else ""
        yield name, partial(signed_as, desk, {**files, **changes}, folder / "signed"), word
    rows = desk.connection.execute("SELECT raw, hash FROM log ORDER BY seq").fetchall()
    plain = Event(
        new_id(desk.now()), DAY, "FD", desk.identity.desk, Scan("FD/A1", Direction.AUTO, "keyboard", "FD/001")
    )
    behind = (len(rows) + 1, rows[-1][1])
    forged = {
        "another-desk": (plain._replace(desk="0123456789abcdef"), (1, NO_PREVIOUS), "does not list"),
        "another-team": (
            plain._replace(team="YZ", body=Scan("YZ/A1", Direction.AUTO, "keyboard", "FD/001")),
            behind,
            "of another team",
        ),
    }
    for name, (event, place, word) in forged.items():
        raw, head = chained(event, *place)
        file = forged_log(desk, good, folder / "forged", [*(row[0] for row in rows), raw], head)
        yield name, file.read_bytes(), word
    surrogate = chained(plain._replace(operator="X"), *behind)[0].replace(b'"X"', b'"\\ud800"')
    file = forged_log(desk, good, folder / "forged", [*(row[0] for row in rows), surrogate], "0" * 64)
    yield "surrogate", file.read_bytes(), "is no JSON"


def test_a_folder_of_bad_files(tmp_path: Path, fd: School) -> None:
    """Each gets its sentence, none leaves a file, none takes the memory; the good pack among them comes in."""
    scan(fd.first, "FD/001", 0)
    scan(fd.first, "FD/001", 60)
    good, inbox, district = fd.pack(name="good"), tmp_path / "inbox", tmp_path / "record"
    inbox.mkdir()
    with init_district(district, code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as opened:
        trust_file(opened, good)
    words = {}
    for name, content, word in share(bad_files(fd, good, tmp_path), 1, 2):
        if name == "bomb":
            write_zip(inbox / "bomb.hdpack", resign(fd.first, {**members(good), LOG: squeezed(b"\0", 10)}))
            assert (inbox / "bomb.hdpack").stat().st_size < 100_000
        else:
            (inbox / f"{name}.hdpack").write_bytes(content if isinstance(content, bytes) else content())
        words[f"{name}.hdpack"] = word
    with init_store(tmp_path / "twin", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK) as twin:
        School("FD", twin, inbox).pack(name="untrusted")
    (inbox / "good.hdpack").write_bytes(good.read_bytes())
    before = sorted(path for path in tmp_path.rglob("*") if district not in (path, *path.parents))

    code, out, err, most = run("district", "merge", str(inbox), "--json", "--data", str(district), "--lang", "en")
    told = {row["pack"]: row for row in map(json.loads, out.splitlines())}
    assert code == 1 and "Traceback" not in err and most < MOST_BYTES, (most, err)
    # A flipped byte that says nothing may bring the same log in before it.
    flipped_in = any(told[name]["result"] == "merged" for name in words if name.startswith("flipped"))
    assert told["good.hdpack"]["result"] == ("already" if flipped_in else "merged")
    assert told["untrusted.hdpack"]["result"] == "held"
    for name, word in words.items():
        row = told[name]
        # A byte between the files of a ZIP may change without changing anything that is said.
        allowed = ("refused", "already", "merged") if name.startswith("flipped") else ("refused",)
        assert row["result"] in allowed, row
        if row["result"] != "merged":
            assert row["reason"].startswith(name) and word in row["reason"], row
    of_flipped = [told[name]["result"] for name in words if name.startswith("flipped")]
    assert of_flipped.count("refused") > 2 / 3 * len(of_flipped)
    assert sorted(path for path in tmp_path.rglob("*") if district not in (path, *path.parents)) == before
    assert all(re.fullmatch("[0-9a-f]{64}.hdpack", file.name) for file in (district / "archive").iterdir())
    with open_district(district, SYSTEM_CLOCK) as opened:
        assert totals(opened)[-1].scanned_minutes == 60

    with forked_program(tmp_path / "bin") as program:
        for name in share(words, 1, 8):
            code, out, err, most = program.run("verify", str(inbox / name), "--lang", "en")
            sentence = (code, "Traceback" in err, name in err) == (1, False, True)
            assert sentence or name.startswith("flipped"), (name, out, err)
            assert most < MOST_BYTES, name


@in_the_soak
def test_odd_names_and_odd_years_come_in_and_do_no_harm(tmp_path: Path, fd: School) -> None:
    """Formulas and control characters in names, an operator with a terminal's codes, events of 1970 and 2100."""
    names = ['=HYPERLINK("http://evil","x")', "a\x1b[2Jb\x00c", "+1", '"said" he,\r\nx', "@SUM(A1)", "\u202eevil"]
    fd.first.register.write([Person("FD", f"1{i}", name) for i, name in enumerate(names)])
    scan(fd.first, "FD/001", -DAY / 60_000 + 5)
    scan(fd.first, "FD/002", (4_102_444_800_000 - DAY) / 60_000)
    from checkin.rules.events import Add

    fd.first.ledger.record(Add("FD/10", "FD/A1", 30), at=DAY, signed=Signature("=1+1\x1b]0;evil\x07", "x\x00y\r\nz"))
    district = tmp_path / "record"
    with init_district(district, code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as opened:
        trust_file(opened, fd.pack())
    code, out, err, _most = run("district", "merge", str(fd.pack()), "--data", str(district), "--lang", "en")
    assert (code, err) == (0, "") and "merged" in out
    with forked_program(tmp_path / "bin") as program:
        for command in (["sessions"], ["totals"], ["conflicts"], ["sessions", "--json"], ["export", str(tmp_path / "out.csv")],
                        ["report", str(tmp_path / "out.xlsx")], ["report", str(tmp_path / "out.pdf")]):  # fmt: skip
            code, out, err, _most = program.run("district", *command, "--data", str(district), "--lang", "en")
            assert code == 0 and not re.search("[\x00-\x08\x0b-\x1f\x7f]", out + err), (command, out, err)
    written = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "HYPERLINK" in written and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e]", written)
    cells = [cell for line in written.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.strip('"').startswith(("=", "+", "@"))]
    with open_district(district, SYSTEM_CLOCK) as opened:
        (clocks,) = [c for c in conflicts(opened) if c.kind.name == "clocks"]
        assert clocks.values["count"] == 2 and "1970" in clocks.text and "2100" in clocks.text
