"""What a change of common facts does to people's hours, in lines: on the screen as on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from checkin.durations import hours_text
from checkin.rules.hours_change import FullerDay, HoursChange, Overfull, PersonChange, counts_without_consent
from checkin.rules.identity import within
from checkin.rules.problems import N_, by_count
from checkin.rules.review import Wait
from checkin.rules.sessions import Session
from checkin.texts import _, enumerated, ngettext
from checkin.words import flag_word
from storage.people.names import names_by_any_number
from storage.store import Store
from storage.supervision.overfull import overfull_days
from tui.words.cells import plain
from tui.words.lists import more_persons_text
from tui.words.people.guard import under_word

_WAITS = frozenset(str(wait) for wait in Wait)
NO_CHANGE = N_("No session changes by it.")
MOST_PEOPLE = 8
"""People who are named; the rest is counted."""


def change_lines(store: Store, change: HoursChange) -> list[str]:
    """A sum, what waits by it or no longer, what stays confirmed, and the people whose minutes change most."""
    if not change.sessions:
        return [_(NO_CHANGE)]
    return [
        sum_text(change),
        *_waiting_lines(change),
        *consent_lines(change.without_consent),
        *overfull_lines(store, change.fuller),
        *_people_lines(store, change),
    ]


def overfull_lines(store: Store, days: Iterable[FullerDay]) -> list[str]:
    """Days that are too full afterwards, for anybody or for a minor: the first ones by name, the rest counted."""
    found = list(overfull_days(store, days))
    if not found:
        return []
    names, team = names_by_any_number(store), store.identity.team
    return too_full_lines(found, lambda volunteer: _who(volunteer, names, team))


def too_full_lines(found: Sequence[Overfull], who: Callable[[str], str]) -> list[str]:
    """The first of these days, of people whom `who` names by their keys, and how many there are more."""
    lines = [_overfull_text(one, who(one.volunteer)) for one in found[:MOST_PEOPLE]]
    if left := len(found) - len(lines):
        text = ngettext("… and {count} day more", "… and {count} days more", left)
        lines.append(text.format(count=left))
    return lines


def _overfull_text(one: Overfull, who: str) -> str:
    values = {
        "who": who,
        "day": f"{one.day:%Y-%m-%d}",
        "before": hours_text(one.before),
        "after": hours_text(one.after),
    }
    if one.under is None:
        return _("{who}, {day}: {before} → {after}, but a day has 24 hours").format(**values)
    text = _("{who}, {day}: {before} → {after}, more than is meant for an age {under} ({most} a day)")
    return text.format(**values, under=under_word(one.under), most=hours_text(one.most))


def sum_text(change: HoursChange) -> str:
    """How many people and sessions it concerns, and their credited time before and after."""
    return _("{persons}, {sessions}: {before} → {after}").format(
        persons=ngettext("{count} person", "{count} persons", change.persons).format(count=change.persons),
        sessions=ngettext("{count} session", "{count} sessions", change.sessions).format(count=change.sessions),
        before=hours_text(change.before),
        after=hours_text(change.after),
    )


def consent_lines(sessions: Iterable[Session]) -> list[str]:
    """That some of these sessions count by a supervisor's decision though a guardian's consent is missing; nothing where none do."""
    count = sum(map(counts_without_consent, sessions))
    if not count:
        return []
    text = ngettext(
        "A guardian's consent is missing: {count} session counts all the same, because a supervisor decides so.",
        "A guardian's consent is missing: {count} sessions count all the same, because a supervisor decides so.",
        count,
    )
    return [text.format(count=count)]


def cannot_be_confirmed(count: int) -> str:
    """That so many complete sessions must be decided on before they can be confirmed."""
    text = ngettext("{count} session can't be confirmed yet.", "{count} sessions can't be confirmed yet.", count)
    return text.format(count=count)


def brought_lines(store: Store, change: HoursChange, *, by_the_district: bool = False) -> list[str]:
    """What another desk's edits, policies and other facts changed, after its log came in, or what the district decided;
    nothing where no hours changed."""
    if not change.sessions:
        return []
    first, *others = change_lines(store, change)
    text = (
        _("What the district decided changes hours here: {sum}")
        if by_the_district
        else _("What was changed for everybody there changes hours here: {sum}")
    )
    return [text.format(sum=first), *others]


def unreached_text(count: int) -> str:
    """That a new policy leaves earlier sessions as they are, and how many."""
    message = by_count(
        count,
        N_(
            "{count} session that began earlier is not reached: it is counted by the policy in force when it began. "
            "With --from DAY a policy holds from an earlier day on."
        ),
        N_(
            "{count} sessions that began earlier are not reached: they are counted by the policy in force when they began. "
            "With --from DAY a policy holds from an earlier day on."
        ),
    )
    return _(message).format(count=count)


def _waiting_lines(change: HoursChange) -> list[str]:
    lines = []
    if change.held:
        text = ngettext(
            "{count} session waits for review by it: {why}",
            "{count} sessions wait for review by it: {why}",
            len(change.held),
        )
        flags = dict.fromkeys(flag for session in change.held for flag in session.flags if str(flag) in _WAITS)
        lines.append(text.format(count=len(change.held), why=enumerated(map(flag_word, flags))))
    if change.released:
        text = ngettext("{count} session waits no longer.", "{count} sessions wait no longer.", change.released)
        lines.append(text.format(count=change.released))
    if change.kept:
        text = ngettext(
            "{count} confirmed session keeps its minutes, and is shown as changed.",
            "{count} confirmed sessions keep their minutes, and are shown as changed.",
            change.kept,
        )
        lines.append(text.format(count=change.kept))
    return lines


def _people_lines(store: Store, change: HoursChange) -> list[str]:
    names, team = names_by_any_number(store), store.identity.team
    lines = [
        f"  {_who(one.volunteer, names, team)}  {hours_text(one.before)} → {hours_text(one.after)}"
        for one in _named(change)
    ]
    left = change.persons - len(lines)
    if left > 0:
        lines.append("  " + more_persons_text(left))
    return lines


def _named(change: HoursChange) -> tuple[PersonChange, ...]:
    return change.people if change.persons <= MOST_PEOPLE + 1 else change.people[:MOST_PEOPLE]


def _who(volunteer: str, names: dict[str, tuple[str, str, str]], team: str) -> str:
    name, class_name, _kind = names.get(volunteer, (_("unknown badge"), "", ""))
    number = within(volunteer, team) if "/" in volunteer else volunteer
    return " ".join(plain(part) for part in (name, class_name, number) if part)
