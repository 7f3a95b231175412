"""A pack by another program, which knows only docs/reference/pack.md: it is sound, and it counts."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zipfile
from pathlib import Path

import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.clock import SYSTEM_CLOCK
from exports.district.asks.session_rows import session_rows
from exports.district.district import init_district
from exports.exchange.pack.verifying import verify_pack
from tests.exports.district.schools import received


def canonical(value: object) -> bytes:
    """RFC 8785, for texts and whole numbers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Key:
    """An Ed25519 key in the forms that the page asks for."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()
        public = self._key.public_key().public_bytes_raw()
        self.text = base64.b64encode(public).decode()
        self.id = hashlib.sha256(public).hexdigest()[:16]

    def sign(self, data: bytes) -> str:
        return base64.b64encode(self._key.sign(data)).decode()


def write(path: Path) -> None:
    """A team's desk on which one volunteer was from nine to half past ten."""
    team, desk = Key(), Key()
    about = {"v": 1, "team": "AB", "subject": desk.id, "key": desk.text, "signer": team.text}
    certificate = {**about, "signature": team.sign(canonical(about))}
    plan = {"name": "植树", "place": "后山", "start": "2026-03-12T01:00:00.000Z", "end": "2026-03-12T03:00:00.000Z",
            "timezone": "Asia/Shanghai", "category": "绿色环保"}  # fmt: skip
    scan = {"activity": "AB/T1", "direction": "auto", "source": "another", "volunteer": "AB/1"}
    happened = [
        ("2026-03-11T08:00:00.000Z", "activity", {"activity": "AB/T1", "changes": plan}),
        ("2026-03-12T01:00:00.000Z", "scan", scan),
        ("2026-03-12T02:30:00.000Z", "scan", scan),
    ]
    head, lines = "0" * 64, []
    for seq, (at, kind, data) in enumerate(happened, 1):
        event = {"v": 1, "id": str(uuid_utils.uuid7()), "team": "AB", "desk": desk.id, "seq": seq, "at": at, "kind": kind,
                 "data": data, "prev": head}  # fmt: skip
        lines.append(canonical(event))
        head = hashlib.sha256(head.encode() + lines[-1]).hexdigest()
    claim = {"desk": desk.id, "events": len(lines), "head": head, "hourdesk": "chain", "team": "AB", "v": 1}
    files = {
        "log.jsonl.gz": gzip.compress(b"".join(line + b"\n" for line in lines)),
        "sessions.csv": b"team,volunteer,activity_team,activity,start,end,seconds,minutes,status,flags,source,open_event,close_event\r\n",
        "volunteers.csv": "team,number,name,class,kind,left\r\nAB,1,'=丁一,三班,student,false\r\n".encode(),
        "activities.csv": b"code\r\n",
        "team.csv": b"team\r\n",
    }
    description = {
        "resources": [
            {"path": name, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
            for name, data in files.items()
        ],
        "hourdesk": {
            "format": "hourdesk-pack", "v": 1, "team": "AB", "team_name": "另一所学校", "timezone": "Asia/Shanghai",
            "desk": desk.id, "desk_name": "一号",
            "chains": [{"desk": desk.id, "name": "一号", "events": len(lines), "head": head, "at": 1_773_282_600_000,
                        "signature": desk.sign(canonical(claim)), "certificates": [certificate]}],
        },
    }  # fmt: skip
    described = json.dumps(description).encode()
    signature = {
        "v": 1,
        "algorithm": "Ed25519",
        "key": desk.text,
        "signature": desk.sign(described),
        "certificates": [certificate],
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", described)
        archive.writestr("signature.json", json.dumps(signature))
        for name, data in files.items():
            archive.writestr(name, data)


def test_another_programs_pack_comes_in(tmp_path: Path) -> None:
    pack = tmp_path / "another.hdpack"
    write(pack)
    assert (verify_pack(pack).team, verify_pack(pack).events) == ("AB", 3)
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        assert received(district, pack) == ["merged"]
        (row,) = session_rows(district)
        assert (row.team, row.volunteer, row.name, row.minutes, row.status) == ("AB", "1", "=丁一", 90, "closed")
