"""A keyboard scanner at the real desk, byte by byte through a terminal: what the screen says, and what the log holds."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator

import pytest

from checkin.rules.badge_numbers import badge_number
from storage.disk import sqlite
from storage.disk.folder import DataFolder
from storage.people.person import Person
from tests.tui.desks import MadeDesk, make_desk
from tests.tui.test_terminal import Terminal

PASTE, END = "\x1b[200~", "\x1b[201~"
ESCAPE, FIND = "\x1b", "\x1bOQ"
SHIFTED = str.maketrans("1234567890", "!@#$%^&*()")
AZERTY = str.maketrans("1234567890", "&é\"'(-è_çà")
WIDE = str.maketrans("1234567890", "１２３４５６７８９０")
STRANGER = badge_number("00112233445566778899")
"""A valid number with many doubled digits, which nobody here has."""


class ScannerAtDesk:
    """The desk in a terminal, a scanner that types into it, and its log as another program reads it."""

    def __init__(self, desk: MadeDesk) -> None:
        self.desk = desk
        self.terminal = Terminal(desk.path)
        self.terminal.wait_for("signed up")
        self._fresh = iter(sorted(desk.badges))

    def somebody(self) -> tuple[str, str]:
        """The badge of somebody who was not here yet, and the volunteer number."""
        volunteer = next(self._fresh)
        return self.desk.badges[volunteer], volunteer.split("/")[1]

    def types(self, text: str, gap_ms: float = 2) -> None:
        """One byte after the other, as a scanner's keys come."""
        for byte in text.encode():
            self.terminal.child.send(bytes([byte]))
            time.sleep(gap_ms / 1000)

    def wait_for(self, text: str) -> str:
        return self.terminal.wait_for(text, 6)

    def log(self) -> list[tuple[str, str]]:
        """Kind and JSON of each scan or refusal, the oldest first."""
        with sqlite.connect(f"file:{DataFolder(self.desk.path).database}?mode=ro", uri=True) as log:
            rows = log.execute("SELECT kind, raw FROM log WHERE kind IN ('scan', 'refuse') ORDER BY place").fetchall()
        return [(kind, bytes(data).decode()) for kind, data in rows]

    def settle(self) -> None:
        """Leave whatever keys that came too late have opened."""
        for _ in range(3):
            self.terminal.child.send(ESCAPE)
            time.sleep(0.4)

    def close(self) -> None:
        self.terminal.child.send("\x11")
        time.sleep(0.5)
        self.terminal.child.send("\r")  # yes, though people are on site
        assert self.terminal.ends()[0] == 0


def in_time(story: Callable[..., None]) -> Callable[..., None]:
    """A story whose keys must come within milliseconds of each other.

    On a busy machine this process or the desk is held up now and then, which tears a burst apart. That is chance where
    the same story, played anew by other people, goes well; three times in a row it is none.
    """

    @functools.wraps(story)
    def played(scanner: ScannerAtDesk, **more: object) -> None:
        for _ in range(2):
            try:
                return story(scanner=scanner, **more)
            except AssertionError:
                scanner.settle()
        return story(scanner=scanner, **more)

    return played


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScannerAtDesk]:
    people = tuple(Person("cq8", f"{number:04d}", f"志愿{number}", "七(1)班") for number in range(1, 121))
    at_desk = ScannerAtDesk(make_desk(tmp_path_factory.mktemp("desk") / "desk", people=people))
    yield at_desk
    at_desk.close()


@pytest.mark.parametrize(
    ("before", "after", "gap_ms"),
    [
        ("", "\r", 1),
        ("", "\r", 5),
        ("", "\r", 25),
        ("", "\r\n", 2),
        ("", "\n", 2),
        ("", "\t", 2),
        ("", "", 2),
        ("]Q1", "\r", 2),
        ("]C0", "\r", 2),
        ("]Q1\\000026", "\r", 2),
        ("\\000026", "\r", 2),
        (PASTE, END, 1),
        (PASTE, "\r" + END, 1),
        (PASTE, END + "\r", 1),
    ],
)
@in_time
def test_a_badge_is_checked_in_however_it_is_sent(
    scanner: ScannerAtDesk, before: str, after: str, gap_ms: float
) -> None:
    badge, number = scanner.somebody()
    recorded = len(scanner.log())
    scanner.types(before + badge + after, gap_ms)
    scanner.wait_for(f"七(1)班 · {number}")
    assert [kind for kind, _ in scanner.log()[recorded:]] == ["scan"]


@pytest.mark.parametrize("keys", [SHIFTED, WIDE, AZERTY], ids=["caps lock", "full width", "azerty"])
@in_time
def test_digits_that_the_keyboard_changed_are_understood(scanner: ScannerAtDesk, keys: dict[int, int]) -> None:
    badge, number = scanner.somebody()
    scanner.types(badge.translate(keys) + "\r")
    scanner.wait_for(f"七(1)班 · {number}")
    assert scanner.log()[-1][0] == "scan" and f"cq8/{number}" in scanner.log()[-1][1]


@in_time
def test_a_burst_that_is_torn_apart_is_one_scan(scanner: ScannerAtDesk) -> None:
    badge, number = scanner.somebody()
    recorded = len(scanner.log())
    scanner.types(badge[:11])
    time.sleep(0.15)
    scanner.types(badge[11:] + "\r")
    scanner.wait_for(f"七(1)班 · {number}")
    assert len(scanner.log()) == recorded + 1


@pytest.mark.parametrize("between", ["", "\r", "\t", "\r\n"])
@in_time
def test_two_badges_in_one_burst_are_two_scans(scanner: ScannerAtDesk, between: str) -> None:
    (first, one), (second, two) = scanner.somebody(), scanner.somebody()
    recorded = len(scanner.log())
    scanner.types(first + between + second + "\r", 1)
    scanner.wait_for(f"七(1)班 · {two}")
    new = [data for _, data in scanner.log()[recorded:]]
    assert len(new) == 2 and f"cq8/{one}" in new[0] and f"cq8/{two}" in new[1]


@in_time
def test_lost_repeats_are_answered_and_never_guessed(scanner: ScannerAtDesk) -> None:
    """a key of a doubled digit is lost → no scan, what is wrong, how to set the scanner; the text is not kept"""
    badge, _ = scanner.somebody()
    lost = badge[:12] + badge[13:]
    scanner.types(lost + "\r")
    assert "key delay" in scanner.wait_for("Keys were lost")
    kind, data = scanner.log()[-1]
    assert kind == "refuse" and lost not in data and '"length"' in data


@in_time
def test_an_input_method_that_eats_digits_is_named(scanner: ScannerAtDesk) -> None:
    badge, _ = scanner.somebody()
    scanner.types("】Q1志愿者" + badge[3:] + "\r", 0.5)
    assert "Ctrl+Space" in scanner.wait_for("input method is on")
    assert scanner.log()[-1][0] == "refuse"


@in_time
def test_a_stranger_s_badge_is_a_scan_too(scanner: ScannerAtDesk) -> None:
    scanner.types(STRANGER + "\r")
    scanner.wait_for("UNKNOWN")
    assert STRANGER in scanner.log()[-1][1]


@in_time
def test_nothing_of_a_burst_lands_in_a_dialog(scanner: ScannerAtDesk) -> None:
    """Find is open with a letter in its field; a badge comes, by keys and as a paste → the field keeps its letter"""
    scanner.types(FIND, 0)
    scanner.wait_for("Find")
    scanner.types("q", 0)
    time.sleep(0.2)
    for before, after in (("", "\r"), ("", "\t"), ("", ""), (PASTE, END)):
        badge, number = scanner.somebody()
        scanner.types(before + badge + after, 1)
        shown = scanner.wait_for(f"· {number}")
        assert badge not in shown and badge[:6] not in shown
        assert f"cq8/{number}" in scanner.log()[-1][1]
    scanner.types(PASTE + "志愿" + END, 0)
    assert "q志愿" in scanner.wait_for("q志愿")
    scanner.types(ESCAPE, 0)
    time.sleep(0.3)


@in_time
def test_a_code_of_the_test_sheet_is_no_scan(scanner: ScannerAtDesk) -> None:
    recorded = scanner.log()
    scanner.types("HOURDESK-TEST-1-00112233445566778899-7770001112\r")
    scanner.wait_for("✓ 1")
    assert scanner.log() == recorded
    scanner.types(ESCAPE, 0)
    time.sleep(0.3)
