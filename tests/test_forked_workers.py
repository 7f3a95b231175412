"""Tests that are run side by side in forked processes: each is told of once, and one that ends its process fails alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.portions import in_the_soak

ODD = """
import os, pytest

@pytest.mark.parametrize("number", range(40))
def test_one(number, tmp_path, capfd):
    print(number)
    assert capfd.readouterr().out == f"{number}\\n"
    if number == 7:
        os._exit(3)
    assert number != 11

def test_at_its_end(request):
    request.addfinalizer(lambda: 1 / 0)

@pytest.mark.skip
def test_none():
    pass
"""


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_odd.py").write_text(ODD, "utf-8")
    words = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.forked_workers",
        "--workers",
        "3",
        "-p",
        "no:cacheprovider",
        *more,
        folder,
    ]
    return subprocess.run(
        [sys.executable, *words], cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=120
    )


@in_the_soak
def test_each_is_told_of_and_the_one_that_dies_fails_alone(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 1 and "2 failed, 39 passed, 1 skipped, 1 error" in done.stdout, done.stdout
    assert "its process ended in the middle of it" in done.stdout


@in_the_soak
def test_it_stops_at_the_first_fault_when_told_so(tmp_path: Path) -> None:
    done = run(tmp_path, "-x")
    assert done.returncode == 1 and "failed" in done.stdout and "40 passed" not in done.stdout
