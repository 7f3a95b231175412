"""`hourdesk badges`: print badges, or reissue one."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import click

from checkin.rules.badge_numbers import grouped
from checkin.rules.identity import parse_key
from checkin.rules.problems import N_
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from exports.printed.badges.chosen import chosen_cards
from storage.people.badges import reissue
from storage.people.known import known_person
from storage.people.names import badge_in_force
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import result, result_json, tell
from tui.cli.base.supervisor import need_supervisor_and_do

_REISSUE = "reissue"


@examples(N_("hourdesk badges badges.pdf"), N_("hourdesk badges reissue 0007"))
@command(
    "badges",
    N_(
        "Print badges: a PDF sheet (OUT.pdf), or a folder with one picture for each person. “badges reissue NUMBER” revokes a person's badge and makes a new one; only this needs the supervisor's PIN."
    ),
)
@options.out_file("OUT|reissue")
@argument("number", metavar="[NUMBER]", required=False)
@options.only_numbers
@options.activity(N_("Only for people on this activity's sign-up list."))
@made_file
@options.json_option
@pass_desk
def badges(
    choice: DeskChoice, out: Path, number: str | None, only: tuple[str, ...], activity: str | None, as_json: bool
) -> None:
    """Write badges to a PDF or a folder; for `reissue` revoke the badge of a number and make a new one."""
    reissuing = str(out) == _REISSUE
    if reissuing != (number is not None) or (reissuing and (only or activity)):
        raise click.UsageError(_("Write: badges OUT.pdf, badges FOLDER, or badges reissue NUMBER"))
    if number is not None:
        with choice.open() as store:
            wanted, signed = number, choice.signed()
            reissued = need_supervisor_and_do(store, lambda at: _reissue(at, wanted, signed))
        _tell(reissued, number, as_json)
        return
    with choice.open() as store:
        cards = chosen_cards(store, only, activity)
    if out.suffix.lower() == ".pdf":
        from exports.printed.badges.sheet import write_sheet

        printed = write_sheet(out, cards)
    else:
        from exports.printed.badges.png import write_pictures

        printed = write_pictures(out, cards)
    tell(printed.notes)
    if as_json:
        for file in printed.files:
            result_json({"file": str(file)})
    else:
        text = ngettext("{out}: {count} badge", "{out}: {count} badges", len(cards))
        result(text.format(out=out, count=len(cards)))


class _Reissued(NamedTuple):
    """The number that was revoked (None where there was none), and the new one."""

    old: str | None
    new: str


def _reissue(store: Store, number: str, signed: Signature) -> _Reissued:
    volunteer = parse_key(number, store.identity.team, "NUMBER")
    old = badge_in_force(store, known_person(store, volunteer))
    return _Reissued(old, reissue(store, volunteer, signed))


def _tell(reissued: _Reissued, number: str, as_json: bool) -> None:
    old, new = reissued
    if as_json:
        result_json({"volunteer": number, "badge": new, "revoked": old})
        return
    result(_("New badge of {number}: {badge}").format(number=number, badge=grouped(new)))
    if old is not None:
        result(_("Revoked: {badge}").format(badge=grouped(old)))
    result(_("Print it with: hourdesk badges OUT.pdf --only {number}").format(number=number))
