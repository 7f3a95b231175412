"""Problems as a screen says them: without the name of a file that could not be made."""

from __future__ import annotations

from dataclasses import replace

from checkin.rules.problems import Problem, Refused
from checkin.texts import say
from tui.words.faults import sentences

_NOTHING_MADE = frozenset({"nobody_listed"})
"""Codes of problems whose place is the file that could not be made: it is not there, and its name says nothing here."""


def said_here(problem: Problem) -> str:
    """One line for a person at the screen: where, what is wrong, what to do."""
    return say(replace(problem, where="") if problem.code in _NOTHING_MADE else problem)


def sentences_here(error: BaseException) -> list[str]:
    """One line for each thing that is wrong, as `sentences` says it."""
    return [said_here(problem) for problem in error.problems] if isinstance(error, Refused) else sentences(error)
