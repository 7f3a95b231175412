"""Whatever a scanner types or keeps, and whatever is written on a sheet: taken, or a sentence; nothing is lost on the way."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.rules.problems import Problem, Refused
from checkin.scanning.keyboard import BurstReader
from checkin.scanning.memory.files import lines_of_file, understood
from checkin.scanning.memory.lines import Line, read_lines
from checkin.texts import say
from storage.paper.reading import read_typed
from tests.damaged_bytes import damaged

SHANGHAI = ZoneInfo("Asia/Shanghai")
BADGE = "710123456789012345678976"
MEMORY = f"badge,date,time,in/out\n{BADGE},2024-03-05,09:00,in\n{BADGE},2024/3/5,11:00:07,out\n2024-03-05T09:00+08:00\t{BADGE}\n"
SHEET = "学号,签到,签退\n001,9:00,11:30\n002,上午9:05,\n"
KEYS = st.lists(
    st.tuples(st.one_of(st.sampled_from("0123456789７\x1b\x00ａ\u202e"), st.characters()), st.floats(0, 3)), max_size=60
)


@settings(max_examples=60)
@given(seed=st.integers(0, 1 << 32), codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_the_damaged_memory_of_a_scanner(seed: int, codec: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "memory.txt")
        file.write_bytes(damaged(MEMORY.encode(codec), seed))
        lines = lines_of_file(file)
    if lines is not None:
        for one in understood("memory.txt", read_lines(lines, SHANGHAI, may_wait=True), lambda text: False):
            assert isinstance(one, Line) or say(one)


@settings(max_examples=60)
@given(seed=st.integers(0, 1 << 32), codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_a_damaged_sheet_of_paper(seed: int, codec: str) -> None:
    try:
        rows = read_typed(damaged(SHEET.encode(codec), seed), "sheet.csv")
    except Refused as refused:
        assert all(isinstance(problem, Problem) and say(problem) for problem in refused.problems)
    else:
        assert rows


@settings(max_examples=60)
@given(keys=KEYS, pasted=st.text(max_size=80))
def test_any_keys_at_any_pace(keys: list[tuple[str, float]], pasted: str) -> None:
    """No key is kept for ever: after the pause everything was given on."""
    reader, now = BurstReader(), 0.0
    for char, pause in keys:
        now += pause
        if char in "\r\t":
            reader.end(now, char)
        else:
            reader.key(char, now)
    reader.paste(pasted, now)
    reader.tick(now + 10)
    assert reader.deadline is None
