"""One round of the soak, as a plugin of pytest: every property draws new examples, and what failed is written down.

`pytest -p soak_round --soak-out FILE --soak-until TIME …` runs the properties alone, in a random order, and begins none
after TIME (seconds of `time.monotonic`). FILE gets a line of JSON for each that ran: `test`, `examples` (how many were
drawn) and `cases`, one for each way to fail: `error`, and `paste`, the decorator that brings the case back.
"""

from __future__ import annotations

import functools
import json
import random
import re
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest
from as_python import NotPython, as_python
from hypothesis import HealthCheck, is_hypothesis_test, settings

MOST = 200
"""Examples of a property in a round, where it does not say how many it has time for."""
_BLOB = re.compile(r"@reproduce_failure\('[^']*', b'[^']*'\)")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options: where to write, and when to end."""
    parser.addoption("--soak-out", type=Path, required=True)
    parser.addoption("--soak-until", type=float, required=True)


def pytest_configure(config: pytest.Config) -> None:
    """Comes after the `conftest.py` of the tests, and so takes the place of their profile."""
    settings.register_profile(
        "soak",
        database=None,
        deadline=None,
        max_examples=MOST,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("soak")
    config.pluginmanager.register(_Round(config.getoption("--soak-out"), config.getoption("--soak-until")))


class _Round:
    def __init__(self, out: Path, until: float) -> None:
        self._out, self._until = out, until
        self._drawn = 0
        self._failed = False

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if is_hypothesis_test(getattr(item, "obj", None))]
        random.shuffle(items)
        for inner in {item.obj.hypothesis.inner_test: item.obj.hypothesis for item in items}.values():  # type: ignore[attr-defined]
            self._watch(inner)

    def _watch(self, handle) -> None:  # type: ignore[no-untyped-def]
        inner = handle.inner_test

        @functools.wraps(inner)
        def watched(*args: object, **arguments: object) -> object:
            self._drawn += 1
            # A test may change what it was given, so it is written before; only from the first failure on, for it takes time.
            written = {name: _written(value) for name, value in arguments.items()} if self._failed else {}
            try:
                return inner(*args, **arguments)
            except Exception as error:
                self._failed = True
                error.drawn = written  # type: ignore[attr-defined]
                raise

        handle.inner_test = watched

    def pytest_runtest_protocol(self) -> bool | None:
        self._drawn, self._failed = 0, False
        return True if time.monotonic() > self._until else None

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        if call.when == "call" or call.excinfo is not None:
            fixtures = getattr(item, "funcargs", {})
            cases = [
                {"error": f"{type(error).__name__}: {error}", "paste": _paste(error, fixtures)}
                for error in _errors(call)
            ]
            line = {"test": item.nodeid, "examples": self._drawn, "cases": cases}
            with self._out.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")


def _written(value: object) -> str | None:
    """An argument as Python, a long list with a line for each of its parts; None where it can't be written so."""
    try:
        plain = as_python(value)
        if not isinstance(value, list) or len(plain) < 80:
            return plain
        return "[\n" + "".join(f"        {as_python(part)},\n" for part in value) + "    ]"
    except NotPython:
        return None


def _errors(call: pytest.CallInfo[None]) -> Iterator[BaseException]:
    """What was raised, one by one where a property failed in several ways."""
    if call.excinfo is not None:
        raised = call.excinfo.value
        yield from raised.exceptions if isinstance(raised, BaseExceptionGroup) else [raised]


def _paste(error: BaseException, fixtures: Collection[str]) -> str:
    """`@example(…)`; where an argument is no Python, Hypothesis's own decorator and what it printed of the case."""
    drawn: Mapping[str, str | None] = getattr(error, "drawn", {})
    written = {name: value for name, value in drawn.items() if name not in fixtures}
    if written and None not in written.values():
        return "@example(\n" + "".join(f"    {name}={value},\n" for name, value in written.items()) + ")"
    notes = "\n".join(getattr(error, "__notes__", []))
    blob = _BLOB.search(notes)
    notes_of_case = [
        f"# {line}" for line in notes.partition("Explanation:")[0].splitlines() if line and not _BLOB.search(line)
    ]
    return "\n".join([blob[0] if blob else "# it did not fail again in the same way", *notes_of_case])
