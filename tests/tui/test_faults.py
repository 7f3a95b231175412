"""What went wrong below the screen and the command line: one sentence for both, and none of it in the system's English."""

from __future__ import annotations

import errno

import pytest

from checkin.rules.problems import refuse
from storage.disk import sqlite
from tui.cli.base import failures
from tui.words.faults import cause_of, sentences

REFUSED = refuse("bad", "--at", "write a time")
NO_RIGHT = PermissionError(errno.EACCES, "Permission denied", "a.csv")


@pytest.mark.parametrize(
    ("error", "sentence", "cause"),
    [
        (REFUSED, "--at: write a time", "write a time"),
        (sqlite.OperationalError("database or disk is full"), "The disk is full: this", "the disk is full: free"),
        (sqlite.OperationalError("database is locked"), "Another program holds", "another program holds"),
        (sqlite.OperationalError("attempt to write a readonly database"), "The data folder can't", "the data folder"),
        (
            sqlite.OperationalError("disk I/O error"),
            "The record can't be used (the disk",
            "the record can't be used (the disk",
        ),
        (
            sqlite.DatabaseError("malformed"),
            "The record is damaged (its content is damaged",
            "the record can't be used (its content is damaged",
        ),
        (OSError(errno.ENOSPC, "No space left"), "The disk is full. Free", "the disk is full"),
        (NO_RIGHT, "a.csv: the system refused it (you have no right", "you have no right to it"),
        (OSError(errno.EIO, "Input/output error"), "The system refused it (the disk or the stick", "the disk or the"),
    ],
)
def test_the_screen_says_what_the_command_line_says(error: Exception, sentence: str, cause: str) -> None:
    (line,) = sentences(error)
    assert line.startswith(sentence) and failures.sentences(error) == [line]
    assert cause_of(error).startswith(cause) and not cause_of(error).endswith(".")


def test_a_fault_of_the_program_is_a_line_on_the_screen_and_a_traceback_on_the_command_line() -> None:
    for error in (ValueError("x"), sqlite.IntegrityError("UNIQUE")):
        assert sentences(error) == [f"something in the program went wrong ({type(error).__name__}): try again"]
        assert failures.sentences(error) is None


def test_a_reader_of_the_output_who_went_away_is_told_nothing() -> None:
    assert failures.sentences(BrokenPipeError(errno.EPIPE, "Broken pipe")) is None
