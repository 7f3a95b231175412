"""The clerk's registry of commands: keys, footer and help all come from here."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.model.commands import Command


class Help(Command):
    __doc__ = N_("Show all keys and what they do.")
    name, keys, label = "help", ("f1", "question_mark"), N_("Help")


class Packs(Command):
    __doc__ = N_("Which packs came in, which teams are missing, what waits or was refused, and why.")
    name, keys, label = "packs", ("1",), N_("Packs")


class Conflicts(Command):
    __doc__ = N_("What does not fit between the records; Enter shows both sides.")
    name, keys, label = "conflicts", ("2",), N_("Conflicts")


class Totals(Command):
    __doc__ = N_("Totals with bars; Enter goes down from a team to its volunteers, their sessions and events.")
    name, keys, label = "totals", ("3",), N_("Totals")


class Split(Command):
    __doc__ = N_("Split the totals by team, kind, month, category or project.")
    name, keys, label = "split", ("s",), N_("Split")


class Merge(Command):
    __doc__ = N_("Take packs in: a file, or a folder with all that is in it.")
    name, keys, label = "merge", ("m", "f2"), N_("Merge")


class Trust(Command):
    __doc__ = N_("Trust the team whose pack or key file this is, after comparing its fingerprint with the school.")
    name, keys, label = "trust", ("t", "f3"), N_("Trust")


class Rule(Command):
    __doc__ = N_("Rule on the conflict: credit minutes to the session.")
    name, keys, label = "rule", ("r", "f4"), N_("Rule")


class Stand(Command):
    __doc__ = N_("Let the conflict stand as it is, with a reason.")
    name, keys, label = "stand", ("l", "f5"), N_("Let stand")


class Copy(Command):
    __doc__ = N_("Copy a sentence with the figures of the moment to the clipboard.")
    name, keys, label = "copy", ("c", "f6"), N_("Copy")


class Search(Command):
    __doc__ = N_("Look for a piece of text in the list.")
    name, keys, label = "search", ("slash", "f7"), N_("Search")


class Language(Command):
    __doc__ = N_("Change between Chinese and English.")
    name, keys, label = "language", ("f12",), "中/EN"


class Quit(Command):
    __doc__ = N_("Close the screen. Everything that came in stays.")
    name, keys, label = "leave", ("f10", "q"), N_("Quit")


COMMANDS: tuple[type[Command], ...] = (
    Help, Packs, Conflicts, Totals, Split, Merge, Trust, Rule, Stand, Copy, Search, Language, Quit,
)  # fmt: skip


def shown_key(command: type[Command]) -> str:
    """The key that the footer shows."""
    key = command.keys[0]
    return key.upper() if key.startswith("f") and len(key) > 1 else {"slash": "/"}.get(key, key)
