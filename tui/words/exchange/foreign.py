"""What the pack of a laptop that was set up by itself would bring: the same lines on the screen and the command line."""

from __future__ import annotations

from checkin.durations import hours_text
from checkin.rules.identity import within
from checkin.texts import _
from exports.exchange.foreign.taking import Foreign, Sums
from exports.exchange.pack.matching import Matching
from tui.words.cells import plain
from tui.words.counts import sums_text
from tui.words.lists import more_line

MOST_NAMED = 20


def foreign_lines(found: Foreign, team: str) -> list[str]:
    """Whose laptop it is, its fingerprint, which numbers name the same persons, and the record before and after."""
    lines = [
        _("Laptop “{desk}” of {name}, set up by itself.").format(
            desk=plain(found.desk_name), name=plain(found.team_name)
        ),
        _("Fingerprint of its key: {fingerprint}").format(fingerprint=found.fingerprint),
        _("The record: {before} → {after}").format(before=_sums(found.before), after=_sums(found.after)),
    ]
    if found.changed.sessions:
        text = _("Of what is here already: {before} → {after}")
        lines.append(text.format(before=_sums(found.changed), after=_sums(found.changed_to)))
    return lines + (_back_lines if found.back else matching_lines)(found.matching, team)


def matching_lines(matching: Matching, team: str) -> list[str]:
    """How many numbers name the same person; and each number that names another one, with what becomes of it."""
    text = _(
        "Persons: {same} the same here and there · {only} only there · {apart} whose number is somebody else's here"
    )
    lines = [text.format(same=matching.same, only=matching.only_there, apart=len(matching.apart))]
    lines += _apart_lines(
        matching, team, _("  {number} is {there} there and {here} here: {there} gets the number {becomes}")
    )
    for other in matching.elsewhere[:MOST_NAMED]:
        text = _("  {name} is {there} there and {here} here: if this is one person, link the two afterwards")
        lines.append(
            text.format(name=plain(other.name), there=within(other.there, team), here=within(other.here, team))
        )
    return lines + _more(len(matching.elsewhere))


def _back_lines(matching: Matching, team: str) -> list[str]:
    """How many numbers name the same person; and who of this desk gets another number, because it joins that one's team."""
    lines = [
        _("It has taken this desk in: this desk becomes one of its team, and numbers are those of that team."),
        _("Persons: {same} the same here and there · {only} only there · {apart} get another number here").format(
            same=matching.same, only=matching.only_there, apart=len(matching.apart)
        ),
    ]
    return lines + _apart_lines(matching, team, _("  {number} is {there} there: {here} gets the number {becomes}"))


def _apart_lines(matching: Matching, team: str, text: str) -> list[str]:
    """A line in the words of `text` for each number that names another person here than there; of many the first ones."""
    lines = [
        text.format(
            number=within(one.number, team),
            there=plain(one.there) or "–",
            here=plain(one.here) or "–",
            becomes=within(one.becomes, team),
        )
        for one in matching.apart[:MOST_NAMED]
    ]
    return lines + _more(len(matching.apart))


def _more(count: int) -> list[str]:
    left = count - MOST_NAMED
    return [more_line(left)] if left > 0 else []


def _sums(sums: Sums) -> str:
    return sums_text(sums.persons, sums.sessions, hours_text(sums.minutes))
