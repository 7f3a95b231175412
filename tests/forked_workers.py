"""`pytest -p tests.forked_workers --workers 6`: tests are loaded once, then run side by side in processes forked from this one.

Workers that each load everything for themselves, as those of xdist do, take ten seconds of a processor each before their first
test. Each here takes a run of tests that follow one another, the next when it has come to the last of it, and ever shorter ones.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait

import pytest

from tests.forked_program import begin_to_serve, wait_for_the_server
from tests.loaded_program import load_everything

_LEAVING_S = 10
_ONE_WORLD = "survival"
_SHARE = 6
"""A run is this part of what is left for each worker."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many there shall be."""
    parser.addoption("--workers", type=int, default=0, help="run the tests in so many processes forked from this one")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """In this process hand out tests until all are done; in each that is forked run them, and end as after any run."""
    count = min(session.config.option.workers, len(session.items))
    if count == 0 or session.config.option.collectonly:
        return None
    if session.testsfailed and not session.config.option.continue_on_collection_errors:
        raise session.Interrupted(f"{session.testsfailed} errors while the tests were loaded")
    begin_to_serve()
    load_everything()
    wait_for_the_server()
    session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # As xdist asks for it.
    hall = _Hall(session)
    try:
        for _ in range(count):
            if not hall.another():
                return True
        if not hall.hand_out():
            return True
        assert session.shouldfail or session.shouldstop or hall.done == len(session.items), "not all tests were run"
    finally:
        hall.close()
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    return True


@dataclass
class _Worker:
    process: int
    line: Connection
    taken: list[tuple[int, int]] = field(default_factory=list)
    at: int | None = None
    """The test that it runs."""


class _Hall:
    """The process that loaded the tests, and its workers."""

    def __init__(self, session: pytest.Session) -> None:
        self.session, self.workers, self.begun = session, dict[Connection, _Worker](), 0
        self.left, self.done = [(0, len(session.items))], 0

    def another(self) -> bool:
        """Fork one; False in the one that was forked, when it has nothing left to do."""
        ours, its = Pipe()
        self.begun += 1
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        if process:
            its.close()
            self.workers[ours] = _Worker(process, ours)
            return True
        ours.close()
        for line in self.workers:
            line.close()
        self.workers.clear()
        _work(self.session, self.begun, its)
        return False

    def hand_out(self) -> bool:
        """Until all are done; False in a process that was forked meanwhile."""
        while self.workers:
            for worker in [self.workers[line] for line in wait(list(self.workers))]:  # type: ignore[index]  # None but these.
                if not self._hear(worker) and not self._gone(worker):
                    return False
        return True

    def _hear(self, worker: _Worker) -> bool:
        """What it asks or tells; False when it has ended."""
        try:
            kind, said = worker.line.recv()
        except (EOFError, ConnectionError):
            return False
        if kind == "more":
            run = None if self._stops() else self._next_run()
            worker.taken += [run] if run else []
            worker.line.send(run)
        elif kind == "at":
            worker.at = said
        elif kind == "done":
            worker.at, worker.taken = None, []
        else:
            self._tell(said)
        return True

    def close(self) -> None:
        """Nothing is heard any more: those that still are there end with their test."""
        for worker in self.workers.values():
            worker.line.close()

    def _next_run(self) -> tuple[int, int] | None:
        """Tests that follow one another; those of one module stay together where they can."""
        while self.left and self.left[0][0] == self.left[0][1]:
            self.left.pop(0)
        if not self.left:
            return None
        (begin, end), items = self.left[0], self.session.items
        wanted = max(1, sum(stop - start for start, stop in self.left) // (_SHARE * len(self.workers)))
        stop = min(end, begin + wanted)
        most = begin + 2 * wanted if wanted > 3 else stop
        while stop < end and (
            _in_one_world(items[stop - 1], items[stop]) or (stop < most and items[stop].path == items[stop - 1].path)
        ):
            stop += 1
        self.left[0] = (stop, end)
        return begin, stop

    def _tell(self, said: dict[str, object]) -> None:
        config = self.session.config
        report = config.hook.pytest_report_from_serializable(config=config, data=said)
        config.hook.pytest_runtest_logreport(report=report)
        if report.when == "teardown":
            self.done += 1
            config.hook.pytest_runtest_logfinish(nodeid=report.nodeid, location=report.location)

    def _gone(self, worker: _Worker) -> bool:
        """A worker has ended: what it ran when it died has failed, and another one takes what it had not begun."""
        del self.workers[worker.line]
        worker.line.close()
        status = os.waitpid(worker.process, 0)[1]
        if worker.at is not None:
            item, said = self.session.items[worker.at], f"its process ended in the middle of it (status {status})"
            report = pytest.TestReport(item.nodeid, item.location, {}, "failed", said, "call")
            self.session.config.hook.pytest_runtest_logreport(report=report)
            self.done += 1
        not_begun = 0 if worker.at is None else worker.at + 1
        left = [(max(start, not_begun), stop) for start, stop in worker.taken if stop > not_begun]
        self.left[:0] = left
        wanted = bool(left) or (bool(self.left) and not self.workers)
        return self.another() if wanted and not self._stops() else True

    def _stops(self) -> bool:
        return bool(self.session.shouldfail or self.session.shouldstop)


def _in_one_world(*items: pytest.Item) -> bool:
    """Whether both are of the folder whose tests share a world that takes longer to make than they take."""
    return all(item.path.parent.name == _ONE_WORLD for item in items)


def _work(session: pytest.Session, number: int, line: Connection) -> None:
    """Run what is handed out, and tell of it."""
    config = session.config
    # As xdist calls its own: other plugins then leave to the process above what is said at the end.
    os.environ["PYTEST_XDIST_WORKER"] = f"gw{number}"
    config.pluginmanager.unregister(name="terminalreporter")
    factory = config._tmp_path_factory  # type: ignore[attr-defined]  # As xdist gives each worker a folder.
    factory._basetemp = factory.getbasetemp() / f"worker{number}"
    factory._basetemp.mkdir(mode=0o700)
    _capture_alone(config)
    config.pluginmanager.register(_Teller(config, line))
    items, ahead = session.items, _handed_out(line)
    following = next(ahead, None)
    while following is not None and not (session.shouldfail or session.shouldstop):
        this, following = following, next(ahead, None)
        line.send(("at", this))
        items[this].config.hook.pytest_runtest_protocol(
            item=items[this], nextitem=None if following is None else items[following]
        )
    line.send(("done", None))


def _handed_out(line: Connection) -> Iterator[int]:
    while True:
        line.send(("more", None))
        run = line.recv()
        if run is None:
            return
        yield from range(*run)


def _capture_alone(config: pytest.Config) -> None:
    """What tests print is kept in a file of this process: the one of before is shared by all that were forked."""
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture.is_globally_capturing():
        capture.read_global_capture()
        capture.stop_global_capturing()
        capture.start_global_capturing()
        capture.suspend_global_capture()


class _Teller:
    """Sends what became of each test."""

    def __init__(self, config: pytest.Config, line: Connection) -> None:
        self._config, self._line = config, line

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One of its three parts is done."""
        said = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        self._line.send(("report", said))

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """All is said, and what is left is deleted. A thread that a test left waiting would keep the process for ever."""
        signal.alarm(_LEAVING_S)
        atexit._run_exitfuncs()
        os._exit(0)
