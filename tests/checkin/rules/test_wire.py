"""Bytes are the contract: RFC 8785 JSON, chained by SHA-256, fixed in a golden file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from checkin.rules.events import (
    ActivityChange,
    Add,
    Admit,
    Amend,
    Answer,
    Award,
    Badge,
    BadgeState,
    Body,
    Certify,
    Claim,
    Clash,
    Clock,
    Close,
    Commend,
    Confirm,
    ConfirmStage,
    Consent,
    ConsentState,
    Direction,
    Evaluate,
    Event,
    HandBack,
    HandOut,
    Inspect,
    Join,
    Judge,
    Kind,
    Link,
    Objection,
    PolicyChange,
    Purge,
    Quality,
    Redeem,
    Refuse,
    RefuseCause,
    Reopen,
    Revoke,
    Rule,
    Scan,
    SetAside,
    Transfer,
    Unknown,
    Void,
    Witness,
)
from checkin.rules.wire import NO_PREVIOUS, chained, digest, plain_json, read_event
from tests.checkin.rules.logs import logs

GOLDEN = Path(__file__).parent / "golden" / "log.jsonl"
AT = 1_772_672_400_123
"""2026-03-05T01:00:00.123Z"""

AT_POSTS: tuple[Body, ...] = (
    Scan("S/清扫", Direction.AUTO, "keyboard", volunteer="S/07", post="茶水"),
    Amend("1", post=""),
    ActivityChange("S/A", {"posts": None}),
)
"""What names posts is written in a format of its own."""
ONE_OF_EACH: dict[Kind, Body] = {
    Kind.SCAN: Scan("S/清扫", Direction.AUTO, "keyboard", volunteer="S/07", arrival="0"),
    Kind.REFUSE: Refuse("S/A", Direction.IN, "camera:0", RefuseCause.NOT_A_BADGE, length=18, detail="length"),
    Kind.AMEND: Amend("1", at=AT, direction=Direction.OUT, volunteer="T/08", activity="S/B"),
    Kind.VOID: Void("2"),
    Kind.RULE: Rule("1", 90),
    Kind.ADD: Add("S/07", "S/A", 30),
    Kind.CONFIRM: Confirm("1", "S/07", "S/A", 90, 2, ("1", "2"), ConfirmStage.PUBLICITY),
    Kind.ACTIVITY: ActivityChange("S/A", {"name": "校门 \"A\"", "start": AT, "overnight": False, "signup": ["S/07"]}),
    Kind.CLOSE: Close("S/A"),
    Kind.REOPEN: Reopen("S/A"),
    Kind.POLICY: PolicyChange(2, {"rounding": "ceil", "min_share_of_activity": "0.6"}, AT),
    Kind.BADGE: Badge("71" + "0" * 22, "S/07", BadgeState.ISSUED, "student"),
    Kind.CONSENT: Consent("S/07", ConsentState.WITHDRAWN),
    Kind.CLOCK: Clock(-3500),
    Kind.LINK: Link("S/07", "S/7"),
    Kind.OBJECTION: Objection("1", "S/07"),
    Kind.EVALUATE: Evaluate("S/07", Quality.GOOD, "2026-03-05", "S/A"),
    Kind.COMMEND: Commend("S/07", "优秀志愿者", "2026-03-05", "区教委"),
    Kind.AWARD: Award("S/07", 1, "2026-03-05"),
    Kind.REDEEM: Redeem("S/07", 120, "图书借阅"),
    Kind.CERTIFY: Certify("S/07", "2026-0001", "ab" * 32, "2026-03-05"),
    Kind.JOIN: Join("S", ("0123456789abcdef",), "cd" * 32, {"S/08": "S/08-0123", "S/甲": "S/甲-0123"}),
    Kind.CLASH: Clash("3", one_with="1"),
    Kind.PURGE: Purge(("S/07", "S/甲"), ("birth", "guardian"), "contact", "2026-03-05", 3, 180),
    Kind.REVOKE: Revoke("desk-2", 2, "ab" * 32, "cd" * 64, "2"),
    Kind.ADMIT: Admit("desk-2", 4, "ef" * 32, True, "01" * 64, "2", "4"),
    Kind.TRANSFER: Transfer("S/07", "T/12", "T/清扫", 90, "2025-11-08", "ab" * 32),
    Kind.ANSWER: Answer("ab" * 32, "badge_stack"),
    Kind.INSPECT: Inspect("1", "2026 春", ("timely", "content")),
    Kind.WITNESS: Witness("desk-2", 7, "ab" * 32, AT, "S/A"),
    Kind.CLAIM: Claim("S/07", "图书馆", 120, "2026-03-07", "ab" * 32),
    Kind.JUDGE: Judge("31", True),
    Kind.HAND_OUT: HandOut("S/07", "S/A", "雨伞", 3),
    Kind.HAND_BACK: HandBack("S/07", "S/A", "对讲机", 1, "7"),
}  # fmt: skip


def golden_events() -> list[Event]:
    return [
        Event(f"{n}", AT + n, "S", "desk-1", body, operator="老师" if n % 2 else None, reason="误扫" if n % 3 == 0 else None)
        for n, body in enumerate([*ONE_OF_EACH.values(), *AT_POSTS], 1)
    ]  # fmt: skip


def chain(events: list[Event]) -> list[tuple[bytes, str]]:
    prev, links = NO_PREVIOUS, []
    for seq, event in enumerate(events, 1):
        raw, prev = chained(event, seq, prev)
        links.append((raw, prev))
    return links


def test_every_kind_has_its_golden_line() -> None:
    assert set(ONE_OF_EACH) == set(Kind)


def test_the_bytes_and_hashes_are_those_of_the_golden_file() -> None:
    """A line is the hash, a blank, and the stored bytes. If this fails, every log in the field is unreadable."""
    assert [f"{h} {raw.decode()}" for raw, h in chain(golden_events())] == GOLDEN.read_text("utf-8").splitlines()


def test_the_golden_chain_recomputed_with_nothing_but_json_and_hashlib() -> None:
    """Sorted keys without blanks are RFC 8785 here: the keys are ASCII and the numbers whole."""
    prev = "0" * 64
    for seq, line in enumerate(GOLDEN.read_bytes().splitlines(), 1):
        told, _, raw = line.partition(b" ")
        record: dict[str, Any] = json.loads(raw)
        again = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        assert again == raw
        assert (record["v"], record["seq"], record["prev"]) == (2 if seq > len(ONE_OF_EACH) else 1, seq, prev)
        assert "hash" not in record
        prev = hashlib.sha256(prev.encode() + raw).hexdigest()
        assert prev == told.decode()


def test_golden_bytes_read_back() -> None:
    events = [read_event(line.split(b" ", 1)[1])[0] for line in GOLDEN.read_bytes().splitlines()]
    assert events == golden_events()


@given(logs, st.none() | st.text(), st.none() | st.text())
def test_generated_events_read_back(events: list[Event], operator: str | None, reason: str | None) -> None:
    prev = NO_PREVIOUS
    for seq, event in enumerate(events, 1):
        said = Event(event.id, event.at, "队", event.desk, event.body, operator, reason)
        raw, after = chained(said, seq, prev)
        again, read_seq, read_prev = read_event(raw)
        assert (again, read_seq, read_prev) == (said, seq, prev)
        assert chained(again, seq, prev) == (raw, after)
        prev = after


@pytest.mark.parametrize("body", ONE_OF_EACH.values(), ids=list(ONE_OF_EACH))
def test_a_changed_byte_breaks_the_chain(body: Body) -> None:
    raw, told = chained(Event("1", AT, "S", "d", body), 1, NO_PREVIOUS)
    assert digest(NO_PREVIOUS, raw) == told
    for place in range(0, len(raw), 7):
        assert digest(NO_PREVIOUS, raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]) != told
    assert digest("1" + "0" * 63, raw) != told


def test_kinds_and_formats_of_a_newer_version_are_kept_unread() -> None:
    raw, _ = chained(Event("1", AT, "S", "d", Close("S/A")), 1, NO_PREVIOUS)
    for newer in (raw.replace(b'"kind":"close"', b'"kind":"later"'), raw.replace(b'"v":1', b'"v":2')):
        event, seq, prev = read_event(newer)
        assert isinstance(event.body, Unknown)
        assert (event.id, event.at, seq, prev) == ("1", AT, 1, NO_PREVIOUS)
        assert event.body.fields == {"activity": "S/A"}
        assert event.body.kind == ("later" if b"later" in newer else "close")


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff", b"[]", b"null", b"{}", b'{"v":1,"kind":"scan","data":{}}',
     b'{"at":"soon","data":{"target":"1"},"desk":"d","id":"1","kind":"void","prev":"","seq":1,"team":"S","v":1}',
     b'{"at":"2026-03-05T01:00:00Z","data":{"target":"1"},"desk":"d","id":"1","kind":"void","prev":"","seq":1,"team":"S","v":1}',
     b'{"at":"2026-03-05T01:00:00.123Z","data":{"at":"2026-03-05T09:00:00+08:00","target":"1"},"desk":"d","id":"1",'
     b'"kind":"amend","prev":"","seq":1,"team":"S","v":1}'],
)  # fmt: skip
def test_bytes_that_are_no_event(raw: bytes) -> None:
    with pytest.raises(ValueError):
        read_event(raw)


def test_content_that_can_not_be_read_is_set_aside_with_the_name_of_its_field() -> None:
    for data, kind, field in (
        ('{"state":"perhaps","volunteer":"S/1"}', "consent", "state"),
        ('{"target":"1","at":"soon"}', "amend", "at"),
        ('{"activity":"S/A","changes":7}', "activity", "changes"),
        ('{"activity":"S/A"}', "activity", "changes"),
        ("[1]", "void", "data"),
    ):
        raw = f'{{"at":"2026-03-05T01:00:00.123Z","data":{data},"desk":"d","id":"1","kind":"{kind}","prev":"","seq":7,"team":"S","v":1}}'
        event, seq, _prev = read_event(raw.encode())
        assert (event.body, seq) == (SetAside(kind, field), 7)


def test_a_post_has_one_spelling() -> None:
    """A post in the older format would be passed over by an older reader; the newer format without one says nothing new."""
    for body in AT_POSTS:
        raw, _ = chained(Event("1", AT, "S", "d", body), 1, NO_PREVIOUS)
        assert read_event(raw)[0].body == body
        older = read_event(raw.replace(b'"v":2', b'"v":1'))[0].body
        assert (type(older), older[-1]) == (SetAside, "v")
        assert isinstance(read_event(raw.replace(b'"v":2', b'"v":3'))[0].body, Unknown)
    for body in (ONE_OF_EACH[Kind.SCAN], ONE_OF_EACH[Kind.AMEND], ONE_OF_EACH[Kind.ACTIVITY]):
        raw, _ = chained(Event("1", AT, "S", "d", body), 1, NO_PREVIOUS)
        assert b'"v":1' in raw
        assert read_event(raw.replace(b'"v":1', b'"v":2'))[0].body[-1] == "v"


def test_no_text_of_a_refused_scan_is_kept() -> None:
    raw, _ = chained(golden_events()[1], 2, NO_PREVIOUS)
    assert set(json.loads(raw)["data"]) == {"activity", "direction", "source", "cause", "length", "detail"}


@given(st.dictionaries(st.text(st.characters(max_codepoint=127)), st.text() | st.integers(-(2**53) + 1, 2**53 - 1)))
def test_the_quick_encoder_writes_what_rfc_8785_asks_for(record: dict[str, object]) -> None:
    assert plain_json(record) == rfc8785.dumps(record)


def test_names_that_are_not_ascii_are_sorted_as_rfc_8785_asks() -> None:
    """By UTF-16 units, where Python sorts by code points: a rare character comes before a full-width one."""
    numbers = {"S/\uff21": "S/1", "S/\U00020000": "S/2"}
    raw, _ = chained(Event("1", AT, "S", "d", Join("S", ("0123456789abcdef",), "cd" * 32, numbers)), 1, NO_PREVIOUS)
    text = raw.decode()
    assert text.index("\U00020000") < text.index("\uff21")


def test_what_is_wrong_with_the_bytes_is_said() -> None:
    with pytest.raises(ValueError, match="not an event: v"):
        read_event(b"{}")
