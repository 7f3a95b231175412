"""`hourdesk district rule`: decide on a conflict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from exports.district.asks.conflicts.registry import conflicts
from exports.district.district import District
from exports.district.says import code_rulings
from exports.district.says.code_rulings import RuledCode, one_activity
from exports.district.says.foreseeing import foresee
from exports.district.says.rulings import Ruled, let_stand, rule_minutes, same_person, strike_out
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, need_agreed, result, result_json
from tui.cli.district.district_choice import open_chosen
from tui.words.clashes import code_change_text
from tui.words.ruled_hours import ruled_lines

T = TypeVar("T")

_NEEDS = N_("Give one of --minutes N, --void, --same-as TEAM/NUMBER, --one-with EVENT, --own-code and --stand.")


@examples(
    N_('hourdesk district rule 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e --minutes 90 --reason "both schools agree"'),
    N_('hourdesk district rule cq8/0007 --same-as yz/0112 --reason "moved school"'),
)
@command(
    "rule",
    N_("Decide on a conflict: credit minutes, strike out an event, join two numbers, or leave it as it is."),
    needs=_NEEDS,
)
@argument("event", metavar="EVENT|TEAM/NUMBER")
@options.minutes(N_("Credit N minutes to the session that the event names."))
@option("--void", "void", is_flag=True, help=N_("Strike the event out."))
@option("--same-as", metavar="TEAM/NUMBER", help=N_("The number given is this person."))
@option("--one-with", metavar="EVENT", help=N_("The activity that EVENT made is the one that this event made."))
@option("--own-code", is_flag=True, help=N_("The activity that EVENT made is another one and gets a code of its own."))
@option("--stand", is_flag=True, help=N_("Leave the conflicts with this event or number as they are."))
@options.reason()
@options.json_option
@pass_desk
def rule(
    choice: DeskChoice, event: str, minutes: int | None, void: bool, same_as: str | None, one_with: str | None,
    own_code: bool, stand: bool, reason: str, as_json: bool,
) -> None:  # fmt: skip
    """Say what it does to hours, then write the ruling as an event of the district."""
    if (minutes is not None) + void + (same_as is not None) + (one_with is not None) + own_code + stand != 1:
        raise click.UsageError(_(_NEEDS))
    with open_chosen(choice) as district:
        if stand:
            count = _stand(district, event, choice.signed(reason))
            if as_json:
                result_json({"conflicts": count})
            else:
                result(
                    ngettext(
                        "Recorded; {count} conflict stays as it is.",
                        "Recorded; {count} conflicts stay as they are.",
                        count,
                    ).format(count=count)
                )
            return
        signed = choice.signed(reason)
        if one_with is not None or own_code:
            made = _ruled(
                district,
                lambda at: (
                    one_activity(at, event, one_with, signed) if one_with else code_rulings.own_code(at, event, signed)
                ),
            )
            _show_code(made, as_json)
            return
        if minutes is not None:
            ruled = _ruled(district, lambda at: rule_minutes(at, event, minutes, signed))
        elif same_as is not None:
            ruled = _ruled(district, lambda at: same_person(at, event, same_as, signed))
        else:
            ruled = _ruled(district, lambda at: strike_out(at, event, signed))
    _show(ruled, as_json)


def _ruled(district: District, decide: Callable[[District], T]) -> T:
    """Say whose hours change, before → after, and decide; a person who can be asked is."""
    seen = foresee(district, decide)
    for line in ruled_lines(seen):
        message(line)
    need_agreed(_("Go on?"))
    return decide(district)


def _stand(district: District, named: str, signed: Signature) -> int:
    meant = [c for c in conflicts(district) if not c.ruled and named in (*c.events, f"{c.team}/{c.volunteer}", c.name)]
    if not meant:
        raise refuse("no_conflict", named, N_("no open conflict contains this; see hourdesk district conflicts"))
    for conflict in meant:
        let_stand(district, conflict, signed)
    return len(meant)


def _show_code(made: RuledCode, as_json: bool) -> None:
    names = ("persons", "sessions", "minutes")
    before, after = (dict(zip(names, sums, strict=True)) for sums in (made.before, made.after))
    if as_json:
        result_json({"event": made.ruled.event, "minutes": None, "before": before, "after": after})
        return
    result(code_change_text(made.before, made.after))
    _show(made.ruled, as_json)


def _show(ruled: Ruled, as_json: bool) -> None:
    if as_json:
        result_json({"event": ruled.event, "minutes": ruled.minutes})
    elif ruled.minutes is None:
        result(_("Done (event {event}).").format(event=ruled.event))
    else:
        text = ngettext(
            "{minutes} minute is credited (event {event}).",
            "{minutes} minutes are credited (event {event}).",
            ruled.minutes,
        )
        result(text.format(minutes=ruled.minutes, event=ruled.event))
