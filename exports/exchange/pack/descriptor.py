"""`datapackage.json`: what a pack holds (Data Package v2), and the chains of events of each desk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from checkin.rules.activities import zone
from checkin.rules.field_values import EARLIEST, LATEST, is_desk, is_hash
from checkin.rules.identity import check_code
from checkin.rules.instants import utc_text
from checkin.rules.problems import N_, Refused, refuse
from exports.exchange.pack.layout import (
    CLASSES,
    FORMAT,
    LOG,
    LONGEST_NAME,
    MOST_DESKS,
    PROFILE,
    TABLES,
    Chain,
    Manifest,
)
from exports.exchange.pack.resources import SCHEMAS
from storage.disk.keys import read_certificate, read_signature, signature_text
from storage.people.spelling import clean_text


def describe(
    team: str, team_name: str, timezone: str, desk: str, desk_name: str, chains: Sequence[Chain],
    contents: Mapping[str, tuple[int, str]],
) -> bytes:  # fmt: skip
    """The bytes of `datapackage.json`. `contents` gives each member's size in bytes and SHA-256 (hex), as compressed for the log."""
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"hourdesk-pack-{desk}",
        "title": f"{team} {team_name}: {desk_name}",
        # The same log gives the same bytes: a pack is as old as its last event.
        "created": utc_text(max((chain.at for chain in chains), default=0)),
        "resources": [
            _log(*contents[LOG]),
            *(_table(name, *contents[name]) for name in (*TABLES, CLASSES) if name in contents),
        ],
        "hourdesk": {
            "format": PROFILE,
            "v": FORMAT if CLASSES in contents else 1,
            "team": team,
            "team_name": team_name,
            "timezone": timezone,
            "desk": desk,
            "desk_name": desk_name,
            "chains": [_chain(chain) for chain in chains],
        },
    }
    return json.dumps(descriptor, ensure_ascii=False, indent=1).encode("utf-8")


def read_descriptor(data: bytes, where: str) -> Manifest:
    """Read `datapackage.json`; messages call the pack `where`. Raises Refused if it is none or has a newer format."""
    try:
        return _read(json.loads(data), where)
    except Refused:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = N_("this is no pack of Hourdesk: its description can't be read")
        raise refuse("not_a_pack", where, message) from error


def _read(descriptor: Any, where: str) -> Manifest:
    own = descriptor["hourdesk"]
    if own["format"] != PROFILE or type(own["v"]) is not int:
        raise ValueError("another format")
    if own["v"] > FORMAT:
        message = N_("this pack was written by a newer Hourdesk: install that version here; it waits until then")
        raise refuse("newer_pack", where, message)
    if len(own["chains"]) > MOST_DESKS:
        raise ValueError("too many chains")
    zone(own["timezone"])
    chains = tuple(_read_chain(item, where) for item in own["chains"])
    if len({chain.desk for chain in chains}) != len(chains) or own["desk"] not in {chain.desk for chain in chains}:
        raise ValueError("chains twice, or not the desk's own")
    resources = tuple(descriptor["resources"])
    paths = sorted(resource["path"] for resource in resources)
    if paths not in (sorted((LOG, *TABLES)), sorted((LOG, *TABLES, CLASSES))):
        message = N_("this is no pack of Hourdesk: it lists other files than a pack has")
        raise refuse("other_members", where, message)
    return Manifest(
        check_code(own["team"], where),
        _text(own["team_name"]),
        own["timezone"],
        own["desk"],
        _text(own["desk_name"]),
        chains,
        resources,
    )


def _read_chain(item: Any, where: str) -> Chain:
    if not (is_desk(item["desk"]) and is_hash(item["head"]) and type(item["at"]) is int):
        raise ValueError("no chain")
    # The last event may be one that is set aside for its time: it is shown like the event (`checkin.rules.judging`).
    at = min(max(item["at"], EARLIEST), LATEST)
    if type(item["events"]) is not int or item["events"] < 0:
        raise ValueError("no number of events")
    certificates = tuple(read_certificate(certificate, where) for certificate in item["certificates"])
    return Chain(
        item["desk"], _text(item["name"]), item["events"], item["head"], at,
        read_signature(item["signature"]), certificates,
    )  # fmt: skip


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise TypeError("not a name")
    return clean_text(value)


def _chain(chain: Chain) -> dict[str, Any]:
    return {
        "desk": chain.desk,
        "name": chain.name,
        "events": chain.events,
        "head": chain.head,
        "at": chain.at,
        "signature": signature_text(chain.signature),
        "certificates": [certificate.to_json() for certificate in chain.certificates],
    }


def _log(size: int, digest: str) -> dict[str, Any]:
    return {
        "name": "log",
        "title": "the log: one event a line, exactly the bytes that were recorded",
        "path": LOG,
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "compression": "gz",
        "bytes": size,
        "hash": f"sha256:{digest}",
    }


def _table(name: str, size: int, digest: str) -> dict[str, Any]:
    return {
        "name": name.removesuffix(".csv"),
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": SCHEMAS[name],
    }
