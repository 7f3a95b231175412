"""The texts of click that people see, marked here so that they come into the catalogue: click asks for them itself."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import ngettext

WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("required"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("Error: {message}"),
    N_("Aborted!"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing command."),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Error: The two entered values do not match."),
)

NAMES_OF_VALUES = (
    N_("ANSWER"),
    N_("CERTIFICATE"),
    N_("CLASS"),
    N_("CODE"),
    N_("DATE"),
    N_("DAY"),
    N_("YEAR"),
    N_("DESK"),
    N_("DIR"),
    N_("DIGITS"),
    N_("ENTRY"),
    N_("EVENT"),
    N_("FIELD"),
    N_("FILE"),
    N_("FOLDERS"),
    N_("FORMAT"),
    N_("TIMES"),
    N_("KEY"),
    N_("LIST"),
    N_("MINUTES"),
    N_("N"),
    N_("NAME"),
    N_("KIND"),
    N_("NUMBER"),
    N_("PACK"),
    N_("PACKS"),
    N_("PLACE"),
    N_("POST"),
    N_("QUESTION"),
    N_("SERVICE"),
    N_("SOURCE"),
    N_("TEAM"),
    N_("TEXT"),
    N_("THING"),
    N_("TIME"),
    N_("TITLE"),
    N_("HOURS"),
    N_("UNIT"),
    N_("VALUE"),
    N_("VOLUNTEER"),
    N_("WHAT"),
    N_("WHY"),
    N_("WORD"),
    N_("ZONE"),
)
"""What stands for a value in the help: people type something else there."""


def words_by_number(number: int) -> tuple[str, ...]:
    """Those that change with a number, in the language in use."""
    return (
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", number),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", number),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", number),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", number),
    )
