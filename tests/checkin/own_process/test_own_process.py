"""Work in a process of its own: whatever becomes of that process, the program goes on and says why."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from checkin.own_process.asking import ask, ask_for_parts
from checkin.own_process.limits import Cause, Died, Limits
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _, say, use_language
from exports.district.record.workers import Work, in_parallel

PATIENT = Limits(seconds=60, megabytes=1000)


def abort_after(parts: int) -> Iterator[int]:
    yield from range(parts)
    os.abort()


def grow() -> int:
    return len(bytearray(10**10))


def refused(where: str) -> None:
    raise refuse("no_file", where, N_("the file can't be read ({reason})"), reason=_("the disk is full"))


def busy(_nothing: int) -> int:
    os.write(1, b"printed by a library\n" * 10_000)
    return os.getpid()


def sleep_or_abort(seconds: float) -> float:
    if seconds < 0:
        os.abort()
    time.sleep(seconds)
    return seconds


@pytest.mark.parametrize(
    ("work", "limits", "cause", "said"),
    [
        (os.abort, PATIENT, Cause.CRASH, "损坏"),
        (grow, PATIENT, Cause.MEMORY, "内存"),
        (time.sleep, Limits(seconds=0.2, megabytes=1000), Cause.TIME, "秒"),
    ],
)
def test_a_process_that_dies_is_a_sentence_and_the_next_works(
    work: Callable[..., object], limits: Limits, cause: Cause, said: str
) -> None:
    with pytest.raises(Died) as died:
        ask(limits, work, *((600,) if work is time.sleep else ()))
    problem = died.value.problem("list.xlsx")
    assert (died.value.cause, problem.where) == (cause, "list.xlsx")
    use_language("zh")
    try:
        assert said in say(problem) and say(problem).isascii() is False
    finally:
        use_language("en")
    assert ask(PATIENT, busy, 1) != os.getpid()


def test_what_it_refuses_comes_back_whole_and_in_the_language_in_use() -> None:
    use_language("zh")
    try:
        with pytest.raises(Refused) as error:
            ask(PATIENT, refused, "a.xlsx")
        assert say(error.value.problems[0]).startswith("a.xlsx") and "磁盘" in say(error.value.problems[0])
    finally:
        use_language("en")


def test_a_process_serves_many_and_what_it_prints_harms_nobody() -> None:
    assert len({ask(PATIENT, busy, i) for i in range(5)}) == 1


def test_the_parts_before_the_end_count() -> None:
    parts = ask_for_parts(PATIENT, abort_after, 3)
    assert [next(parts), next(parts), next(parts)] == [0, 1, 2]
    with pytest.raises(Died):
        next(parts)


def test_who_wants_no_more_leaves_no_process() -> None:
    before = set(psutil.Process().children())
    parts = ask_for_parts(Limits(seconds=60, megabytes=999), abort_after, 3)
    next(parts)
    assert set(psutil.Process().children()) - before
    parts.close()
    assert not set(psutil.Process().children()) - before


def test_of_many_in_parallel_only_the_one_that_dies_is_lost() -> None:
    work = Work(sleep_or_abort, lambda _seconds: 10**9, limits=PATIENT, lost=lambda task, died: died.cause.value)
    assert in_parallel(work, [0.01, -1, 0.02, -2, 0.03]) == [0.01, Cause.CRASH, 0.02, Cause.CRASH, 0.03]
    with pytest.raises(Died):
        in_parallel(Work(sleep_or_abort, lambda _seconds: 10**9), [0.01, -1])
    assert not [child for child in psutil.Process().children() if child.status() == psutil.STATUS_ZOMBIE]


def test_a_frozen_program_works_for_its_parent_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One file without a Python beside it can only start itself."""
    program = tmp_path / "hourdesk"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path[:] = {sys.path!r}\nfrom tui.start import main\nmain()\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert ask(Limits(seconds=60, megabytes=998), busy, 1) != os.getpid()
