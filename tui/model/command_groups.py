"""The groups in which `more` shows commands (screens.md law 9), in this order."""

from __future__ import annotations

from enum import StrEnum

from checkin.rules.problems import N_
from checkin.texts import _

SHOW_KEYS = N_("Show all keys and what they do.")

CHANGE_LIGHT = N_("Change between the dark screen and black on white for strong light.")

CHANGE_LANGUAGE = N_("Change between Chinese and English.")
"""What keys do that the desk and the clerk have both."""


class Group(StrEnum):
    """What a command is about: at the desk, and on the clerk's screen, which begins with its pages."""

    PAGES = "pages"
    LIST = "list"
    TAKE_IN = "take_in"
    DECIDE = "decide"
    PRINT = "print"
    TAKE_OUT = "take_out"
    PEOPLE = "people"
    ACTIVITY = "activity"
    RECORD = "record"
    LAPTOP = "laptop"
    NONE = ""
    LEAVE = "leave"
    """The last line of `more`."""


_TITLES = {
    Group.PAGES: N_("Pages"),
    Group.LIST: N_("The list that is shown"),
    Group.TAKE_IN: N_("What schools hand in"),
    Group.DECIDE: N_("Conflicts and audit"),
    Group.PRINT: N_("Print"),
    Group.TAKE_OUT: N_("Take out"),
    Group.PEOPLE: N_("People"),
    Group.ACTIVITY: N_("Activities and scans"),
    Group.RECORD: N_("Record"),
    Group.LAPTOP: N_("Laptop"),
}


def group_title(group: Group) -> str:
    """The heading above the commands of a group; empty where there is none."""
    return _(_TITLES.get(group, ""))


def in_group_order(group: Group) -> int:
    """For sorting: the place of a group."""
    return list(Group).index(group)
