"""Whatever a command writes, a reader takes: extreme options, then the pack is verified, taken and merged, and nothing is set aside."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.test_hostile_events import Town
from tests.portions import WHOLE

YEARS = ("1969", "1970", "1971", "2024", "2026", "2038", "2199", "2200", "2206", "2500", "9999")
TEXT = st.one_of(
    st.sampled_from(
        ["", " ", "x" * 200, "x" * 4000, "x" * 4001, "\x1b[31m", "a\tb", "a\nb", "\u202e", "😀", "\U000e0041", "=1+1", "é" * 40, "null", "-1"]
    ),
    st.text(max_size=30).filter(lambda text: "\x00" not in text),
)  # fmt: skip
TIME = st.one_of(
    st.builds("{}-{}T{}".format, st.sampled_from(YEARS), st.sampled_from(["01-01", "02-29", "12-31", "03-05"]), st.sampled_from(["00:00", "09:00", "23:59"])),
    st.sampled_from(["0001-01-01T00:00", "2026-03-05T09:00:00.123+14:00", "1970-01-01T00:00-12:00", "2199-12-31T23:59-12:00"]),
)  # fmt: skip
MINUTES = st.sampled_from(["0", "1", "-1", "1440", "1441", "44640", "44641", "99999999999999999999"])
ZONE = st.sampled_from(
    ["Asia/Shanghai", "UTC", "Pacific/Kiritimati", "America/New_York", "localtime", "posixrules", "Nowhere"]
)
WHO = st.sampled_from(["001", "001", "002", "003", "YZ/001", "999", "x" * 33, "=1"])
CODE = st.one_of(st.sampled_from(["X1", "X1", "X2", "é", "=1", "x" * 32]), st.sampled_from(["A1", "x" * 33]), TEXT)
POLICY = st.sampled_from(
    ["grid_minutes=60", "max_minutes_per_day=1", "max_minutes_per_day=1440", "bounce_seconds=60", "min_session_minutes=240",
     "min_share_of_activity=0.00000000000001", "min_share_of_activity=1", "consent=refuse", "consent_age=30", "rounding=ceil",
     "not_creditable_kinds=parent", "publicity_working_days=7", "min_share_of_activity=1e-400", "bounce_seconds=1e9"]
)  # fmt: skip


LIKELY = st.one_of(
    st.sampled_from(["礼堂", "搬运", "A", "校门", "x"]),
    st.sampled_from(["礼堂", "x" * 200, "😀 a", "=1+1", "'; --", "é" * 40, "null"]),
    TEXT,
)
PLAN = st.one_of(
    st.sampled_from(
        [("2020-01-02T00:00", "2020-01-02T09:00"), ("2026-04-29T00:00", "2027-04-29T00:00"), ("2026-04-29T23:00", "2026-04-30T06:00"),
         ("2026-04-29T16:00", "2026-04-29T18:00"), ("2024-02-29T00:00", "2024-02-29T00:01"), ("2027-12-31T23:59", "2028-01-01T12:00")]
    ),
    st.tuples(TIME, TIME),
)  # fmt: skip
SCANNED = st.one_of(
    st.sampled_from(["2026-04-29T16:05", "2026-04-29T17:00:00.123+08:00", "1970-01-01T00:00Z", "2026-04-28T16:00"]),
    TIME,
)
HOURS = st.one_of(st.just("2"), st.sampled_from(["0.5", "1:30", "24", "24:01", "0", "nan", "1e9", "９"]), MINUTES)
SHIFT = st.one_of(
    st.sampled_from(["16:00-18:00", "23:00-25:00", "9:00-9:00", "2026-04-29 16:00-17:00", "2206-01-01 9:00-10:00"]),
    TEXT,
)
DAY = st.one_of(st.sampled_from(["2026-04-29", "2000-02-29", "1970-01-01"]), TIME.map(lambda time: time[:10]))
ACTIVITY = st.sampled_from(["A1", "A1", "X1"])


def _options(**drawn: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of these options, each with a value."""
    each = [
        st.one_of(
            st.just(()),
            st.just(()),
            st.just(()),
            st.just(()),
            st.just(()),
            value.map(lambda text, name=name: (f"--{name.replace('_', '-')}", text)),
        )  # type: ignore[misc]
        for name, value in drawn.items()
    ]
    return st.tuples(*each).map(lambda found: tuple(word for words in found for word in words))


MORE = _options(
    check_in_until=TIME, check_out_from=TIME, category=LIKELY, project=LIKELY, not_creditable=LIKELY, timezone=ZONE
)
_add = st.builds(
    lambda code, name, place, plan, more, night: (
        "activity", "add", "--code", code, "--name", name, "--place", place, "--start", plan[0], "--end", plan[1], *more, *night
    ),
    CODE, LIKELY, LIKELY, PLAN, MORE, st.sampled_from([(), ("--overnight",)]),
)  # fmt: skip
_edit = st.builds(
    lambda code, plan, more: ("activity", "edit", code, *plan, *more),
    ACTIVITY,
    st.one_of(st.just(()), PLAN.map(lambda plan: ("--start", plan[0], "--end", plan[1]))),
    st.tuples(MORE, _options(name=LIKELY, content=LIKELY, organiser=LIKELY, leader=WHO)).map(
        lambda two: (*two[0], *two[1])
    ),
)
_COMMAND = st.one_of(
    _add,
    _edit,
    st.tuples(st.just("activity"), st.sampled_from(["close", "reopen"]), ACTIVITY),
    st.tuples(st.just("policy"), st.just("set"), POLICY),
    st.builds(lambda who, code, m, why: ("add", "--volunteer", who, "--activity", code, "--minutes", m, "--reason", why), WHO, ACTIVITY, MINUTES, LIKELY),
    st.builds(lambda who, other, why: ("link", who, "--same-as", other, "--insist", "--reason", why), WHO, WHO, LIKELY),
    st.builds(lambda who, title, by, on: ("commend", who, "--title", title, "--by", by, "--on", on), WHO, LIKELY, LIKELY, DAY),
    st.builds(lambda who, on: ("evaluate", who, "--quality", "good", "--on", on), WHO, DAY),
    st.builds(lambda who, on: ("stars", "award", who, "--on", on), WHO, DAY),
    st.builds(lambda who, m, what: ("redeem", who, "--minutes", m, "--for", what), WHO, MINUTES, LIKELY),
    st.builds(lambda code, at: ("scan", "--activity", code, "-", at), ACTIVITY, SCANNED),
    st.builds(lambda who, thing, piece, count: ("thing", "give", who, thing, "--activity", "A1", "--insist", *piece, *count), WHO, LIKELY, _options(piece=LIKELY), _options(count=MINUTES)),
    st.builds(lambda who, what: ("note", "set", who, "--", what), WHO, LIKELY),
    st.builds(lambda name, more: ("post", "add", "--activity", "A1", *more, "--", name), LIKELY, _options(name=LIKELY, shift=SHIFT, needed=MINUTES)),
    st.builds(
        lambda who, unit, contact, on, hours: ("claim", "add", who, "--unit", unit, "--contact", contact, "--on", on, "--hours", hours, "--evidence", __file__),
        WHO, LIKELY, LIKELY, st.one_of(st.just("2026-04-29"), DAY), HOURS,
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    made = Town(tmp_path_factory.mktemp("town"))
    made.fd.first.close()
    made.yz.first.close()
    return made


@settings(max_examples=2 if WHOLE else 1)
@given(operators=st.lists(TEXT, min_size=12, max_size=12), commands=st.lists(_COMMAND, min_size=12, max_size=12))
def test_a_reader_takes_whatever_a_command_writes(
    town: Town, tmp_path_factory: pytest.TempPathFactory, operators: Sequence[str], commands: Sequence[tuple[str, ...]]
) -> None:
    out = tmp_path_factory.mktemp("out")
    writer, reader, district = (str(out / name) for name in ("writer", "reader", "district"))
    for desk in (writer, reader):
        assert town.run(desk, "init", "--kit", str(town.folder / "team.hdkit"))[0] == 0
    for operator, words in zip(operators, commands, strict=True):
        asked = ("--operator", operator) if operator else ()
        if words[0] == "scan":
            *words, at = words
            typed = f"{at}\t{town.badge}\n{town.badge}\n"
            assert town.run(writer, *asked, *words, stdin=typed)[0] in (0, 1, 2), (words, typed)
        else:
            assert town.run(writer, *asked, *words)[0] in (0, 1, 2), words
    assert town.run(writer, "check")[:2] == (0, "The record is sound.\n")
    pack = str(out / "writer.hdpack")
    assert town.run(writer, "export", pack)[0] == 0
    code, told, _errors = town.run(reader, "verify", "--json", pack)
    assert code == 0 and json.loads(told)["set_aside"] == []
    code, told, _errors = town.run(reader, "take", "--json", pack)
    assert code == 0 and json.loads(told)["set_aside"] == []
    assert town.run(reader, "sessions", "--json")[0] == 0
    town.run(district, "district", "init", "--code", "YZQ", "--name", "区")
    assert town.run(district, "district", "trust", pack)[0] == 0
    code, told, _errors = town.run(district, "district", "merge", "--json", pack)
    (one,) = map(json.loads, told.splitlines())
    assert code == 0 and (one["result"], one["set_aside"]) in (("merged", []), ("already", []))
