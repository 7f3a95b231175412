"""Packs of strangers: refused with a sentence, and nothing changed, in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import json
import random
import stat
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.rules.events import Direction, Event, Scan
from checkin.rules.problems import Refused
from checkin.rules.wire import chained
from checkin.texts import say
from exports.exchange.pack.opening import open_pack
from exports.exchange.pack.taking import take_pack
from exports.exchange.pack.verifying import verify_pack
from exports.exchange.pack.vouching import sign_head
from exports.exchange.pack.writing import write_pack
from storage.check import check_store
from storage.disk import keys
from storage.disk.ids import new_id
from storage.record import whole_record
from storage.store import Store
from tests.exports.exchange.kit.conftest import log_bytes
from tests.exports.exchange.pack.forging import members, resign, squeezed, write_zip
from tests.portions import in_the_soak, share


def code_of(second: Store, file: Path) -> str:
    """Why the second desk does not take a file; its log stays as it was."""
    before = log_bytes(second)
    with pytest.raises(Refused) as refused:
        take_pack(second, file)
    assert log_bytes(second) == before
    assert file.name in say(refused.value.problems[0]) or str(file) in say(refused.value.problems[0])
    return refused.value.problems[0].code


def test_any_byte_flipped_changes_nothing_that_is_said(second: Store, pack: Path, tmp_path: Path) -> None:
    """Of 400 packs with one byte changed each is refused, or gives exactly what the whole one gives."""
    data = pack.read_bytes()
    with open_pack(pack) as whole:
        said = [row.hash for row in whole.events()]
    places = random.Random(4).sample(range(len(data)), 400)
    refused = 0
    for place in places:
        bad = tmp_path / "bad.hdpack"
        bad.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            with open_pack(bad) as opened:
                assert [row.hash for row in opened.events()] == said
        except Refused:
            refused += 1
    assert refused > 350


def test_cut_off_anywhere(second: Store, pack: Path, tmp_path: Path) -> None:
    data = pack.read_bytes()
    for length in (0, 3, 22, 100, len(data) // 2, len(data) - 1):
        bad = tmp_path / "bad.hdpack"
        bad.write_bytes(data[:length])
        assert code_of(second, bad) in ("damaged_pack", "not_a_pack")


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/cron.d/evil", "C:\\evil.txt", "readme.txt", "sub/log.jsonl.gz"]
)
def test_other_members(second: Store, pack: Path, tmp_path: Path, name: str) -> None:
    bad = write_zip(tmp_path / "bad.hdpack", {**members(pack), name: b"x"})
    assert code_of(second, bad) == "other_members"


def test_links_and_two_of_one_name(second: Store, pack: Path, tmp_path: Path) -> None:
    files = members(pack)
    for twist in ("link", "twice"):
        bad = tmp_path / f"{twist}.hdpack"
        with zipfile.ZipFile(bad, "w") as archive:
            for name, data in files.items():
                info = zipfile.ZipInfo(name)
                if twist == "link" and name == "team.csv":
                    info.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(info, data)
            if twist == "twice":
                with pytest.warns(UserWarning):
                    archive.writestr("team.csv", b"another")
        assert code_of(second, bad) == "other_members"


@in_the_soak
def test_a_million_members_are_not_loaded(second: Store, tmp_path: Path) -> None:
    """The directory of a ZIP is loaded whole by the library: this one is refused by its end record."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for i in range(70_000):
            archive.writestr(f"{i}", b"")
    bad = tmp_path / "many.hdpack"
    bad.write_bytes(buffer.getvalue())
    tracemalloc.start()
    code = code_of(second, bad)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code in ("other_members", "damaged_pack") and peak < 5_000_000


def test_a_bomb_is_not_unpacked(first: Store, second: Store, pack: Path, tmp_path: Path) -> None:
    """A log of two gigabytes of blanks in two megabytes, validly signed by a desk of the team; and one in a table."""
    files = resign(first, {**members(pack), "log.jsonl.gz": squeezed(b" ", 2)})
    tracemalloc.start()
    code = code_of(second, write_zip(tmp_path / "bomb.hdpack", files))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code == "too_large" and peak < 60_000_000
    table = write_zip(tmp_path / "table.hdpack", {**members(pack), "signature.json": b" " * (1 << 24)})
    assert code_of(second, table) == "too_large"


Twist = Callable[[dict[str, bytes]], dict[str, bytes]]


def test_valid_signature_over_another_files_content(first: Store, second: Store, pack: Path, tmp_path: Path) -> None:
    files = members(pack)
    other = {**files, "volunteers.csv": files["volunteers.csv"].replace("张伟".encode(), "张飞".encode())}
    assert code_of(second, write_zip(tmp_path / "bad.hdpack", other)) == "bad_signature"
    other = {**files, "datapackage.json": files["datapackage.json"].replace(b"FD", b"YZ")}
    assert code_of(second, write_zip(tmp_path / "bad.hdpack", other)) == "bad_signature"


def forged_log(first: Store, pack: Path, path: Path, raw: list[bytes], head: str) -> Path:
    """A pack with another log, signed in every place by the desk itself."""
    files = members(pack)
    described = json.loads(files["datapackage.json"])
    key = keys.load_key(first.folder.keys / f"{first.identity.desk}.pem")
    (chain,) = described["hourdesk"]["chains"]
    signature = sign_head(key, "FD", first.identity.desk, len(raw), head)
    chain.update(events=len(raw), head=head, signature=keys.signature_text(signature))
    files["log.jsonl.gz"] = gzip.compress(b"".join(line + b"\n" for line in raw))
    return write_zip(path, resign(first, files, {"chains": [chain]}))


@pytest.mark.parametrize("twist", share(["gap", "bad_hash", "garbage", "nul", "list", "deep"], 0, 2))
def test_chains_that_do_not_hold(first: Store, second: Store, pack: Path, tmp_path: Path, twist: str) -> None:
    rows = first.connection.execute("SELECT raw, hash FROM log ORDER BY seq").fetchall()
    raw, head = [row[0] for row in rows], rows[-1][1]
    match twist:
        case "gap":
            del raw[3]
        case "bad_hash":
            raw[3] = raw[3].replace(b"2026", b"2025", 1)
        case "garbage":
            raw[3] = b"\xff\xfe not json"
        case "nul":
            raw[3] = b""
        case "list":
            raw[3] = b"[1, 2]"
        case "deep":
            raw[3] = b"[" * 100_000
    bad = forged_log(first, pack, tmp_path / "bad.hdpack", raw, head)
    assert code_of(second, bad) in ("gap", "broken_chain", "unreadable_event", "not_canonical", "chain_not_signed")


@pytest.mark.parametrize("fields", [{"team": "YZ"}, {"desk": "0" * 16}])
def test_events_in_another_name(
    first: Store, second: Store, pack: Path, tmp_path: Path, fields: dict[str, object]
) -> None:
    """A desk of the team signs for another team, or for another desk."""
    bad = with_one_more(first, pack, tmp_path, fields)
    assert code_of(second, bad) in ("another_team", "not_vouched", "gap", "broken_chain")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"at": 9_000_000_000_000}, "at"),
        ({"body": Scan("YZ/A1", Direction.AUTO, "keyboard", "FD/001")}, "activity"),
        ({"body": Scan("FD/A1", Direction.AUTO, "keyboard", "FD/001\x1b[2J")}, "volunteer"),
        ({"body": Scan("FD/A1", Direction.AUTO, "keyboard", badge="123")}, "badge"),
        ({"operator": "x" * 5000}, "operator"),
    ],
)
def test_an_event_that_can_not_be_is_set_aside_and_the_rest_goes_in(
    first: Store, second: Store, pack: Path, tmp_path: Path, fields: dict[str, object], field: str
) -> None:
    """The year 2255, another team's activity, no person at all: named, kept in its place, and the packs go on from desk to desk."""
    bad = with_one_more(first, pack, tmp_path, fields)
    taken = take_pack(second, bad)
    ((desk, seq, _id, kind, named, _value),) = taken.set_aside
    assert (desk, kind, named) == (first.identity.desk, "scan", field)
    assert taken.new_events == seq == taken.events
    assert [p.code for p in check_store(second.folder.path)] == ["set_aside"]
    assert whole_record(second).sessions == whole_record(first).sessions
    write_pack(second, tmp_path / "onwards.hdpack")
    (again,) = verify_pack(tmp_path / "onwards.hdpack").set_aside
    assert again == taken.set_aside[0]


def with_one_more(first: Store, pack: Path, tmp_path: Path, fields: dict[str, object]) -> Path:
    """The first desk's pack with one more event that it could not write itself, rightly chained and signed."""
    rows = first.connection.execute("SELECT raw, hash, seq FROM log ORDER BY seq").fetchall()
    event = Event(
        new_id(first.now()), first.now(), "FD", first.identity.desk, Scan("FD/A1", Direction.AUTO, "keyboard", "FD/001")
    )
    raw, head = chained(event._replace(**fields), rows[-1][2] + 1, rows[-1][1])  # type: ignore[arg-type]
    return forged_log(first, pack, tmp_path / "bad.hdpack", [*(row[0] for row in rows), raw], head)


def test_a_newer_format_says_so(first: Store, second: Store, pack: Path, tmp_path: Path) -> None:
    newer = write_zip(tmp_path / "newer.hdpack", resign(first, members(pack), {"v": 99}))
    assert code_of(second, newer) == "newer_pack"


def test_tables_of_nonsense(first: Store, second: Store, pack: Path, tmp_path: Path) -> None:
    for table in (b"\xff\xfe\x00", b"a," * 10_000, b"team,number,name,class,kind,left\r\nx\r\n"):
        files = resign(first, {**members(pack), "volunteers.csv": table})
        assert code_of(second, write_zip(tmp_path / "bad.hdpack", files)) == "bad_table"
