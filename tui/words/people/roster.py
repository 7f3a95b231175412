"""What an import of a list does to people who are not in it, in words: the same on the screen and on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.texts import _, enumerated, first_few
from storage.roster.dropping import group_word
from tui.words.cells import plain

if TYPE_CHECKING:
    # The first screen says one of these sentences, and reads no list.
    from storage.roster.importing import ImportReport

NOBODY_YET = N_("There is nobody in the roster yet.")

PRINT_BADGES = N_("Print the badges of the new people: F10, badges.")


def what_gone_means() -> str:
    """What happens to people who drop out of the lists, and how they come back."""
    return _(
        "Not in this file: they drop out of lists, classes, sheets and new badges. Their record and their hours stay, "
        "their badge still works, and a list that names them brings them back with the same badge."
    )


def summary_of(report: ImportReport) -> str:
    """How many people are new, changed and so on, in one line; those who are back or drop out only where there are some."""
    plan = report.plan
    text = _("{new} new, {changed} changed, {same} as they were")
    parts = [text.format(new=len(plan.new), changed=len(plan.changed), same=len(plan.unchanged))]
    if plan.returned:
        parts.append(_("{count} back again").format(count=len(plan.returned)))
    if plan.leavers:
        parts.append(_("{count} not in it").format(count=len(plan.leavers)))
    return enumerated(parts)


def others_lines(report: ImportReport) -> Iterator[str]:
    """What a person has to know before they say what becomes of people who are not in the list."""
    if report.dropped:
        yield _("This list lacks whole classes: {groups}.").format(groups=first_few(map(group_word, report.dropped)))
        yield _(
            "Choose: those who are not in it stay as they are, or drop out of lists, classes, sheets and new badges. Their "
            "record and their hours stay either way, their badge still works, and a list that names them brings them back."
        )
    else:
        yield what_gone_means()
    yield "  " + first_few(plain(f"{person.name} {person.class_name}".strip()) for person in report.plan.leavers)
