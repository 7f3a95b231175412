"""`hourdesk link`: two numbers turn out to be one person."""

from __future__ import annotations

from typing import Any

import click

from checkin.rules.activities import zone
from checkin.rules.identity import parse_key, within
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _
from storage.people.linking import Joining, StandingLink, links_of, look_at_link
from storage.people.linking import link as join
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message, need_agreed, result, result_json
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.base.terminal import can_ask
from tui.words.cells import plain
from tui.words.people.linking import joining_lines

_NEEDS = N_("Give NUMBER, --same-as NUMBER and --reason.")


@examples(N_('hourdesk link 0021 --same-as 0007 --reason "registered twice" --dry-run'), N_("hourdesk link --list"))
@command(
    "link", N_("Record that two numbers are one person; striking out the event with void takes it back."), needs=_NEEDS
)
@argument("number", required=False)
@option("--same-as", metavar="NUMBER", help=N_("The other number of this person: both count under it."))
@options.reason(required=False)
@option("--insist", is_flag=True, help=N_("It is one person though the names differ."))
@option("--list", "listing", is_flag=True, help=N_("List the links instead, of NUMBER or all."))
@options.dry_run(options.WHOSE_HOURS)
@options.json_option
@pass_desk
def link(
    choice: DeskChoice,
    number: str | None,
    same_as: str | None,
    reason: str | None,
    insist: bool,
    listing: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say who becomes one person and whose hours change, ask, and record it; or list the links."""
    with choice.open() as store:
        own = store.identity.team
        if listing:
            _list(store, None if number is None else parse_key(number, own, "NUMBER"), as_json=as_json)
            return
        if number is None or same_as is None or reason is None:
            raise click.UsageError(_(_NEEDS))
        supervisor = need_supervisor_later(store)
        one, other = parse_key(number, own, "NUMBER"), parse_key(same_as, own, "--same-as")
        joining = look_at_link(store, one, other)
        for line in joining_lines(joining, own):
            message(line)
        agreed = insist or _agrees(joining)
        signed = choice.signed(reason)
        done = do_as_told(
            store, lambda at: join(at, one, other, signed, other_name=agreed), supervisor, dry_run=dry_run
        )
        event = None if dry_run else done.result.id
        if as_json:
            numbers = [within(key, own) for key in joining.numbers]
            result_json({"event": event, "numbers": numbers, "change": change_object(store, done.change)})
    if event is not None and not as_json:
        text = _("Recorded as {event}; hourdesk void {event} takes it back.")
        result(text.format(event=event))


def _agrees(joining: Joining) -> bool:
    """Whether a person says that it is one person though the names differ. False too where nobody can be asked."""
    if not joining.other_name or not can_ask():
        return False
    need_agreed(_("Is it one person all the same?"))
    return True


def _list(store: Store, volunteer: str | None, *, as_json: bool) -> None:
    own, local = store.identity.team, zone(store.identity.timezone)

    def at(one: StandingLink) -> str:
        return local_text(one.event.at, local)

    def listed(one: StandingLink) -> dict[str, Any]:
        return {
            "event": one.event.id,
            "at": at(one),
            "volunteer": within(one.volunteer, own),
            "same_as": within(one.same_as, own),
            "operator": one.event.operator,
            "reason": one.event.reason,
        }

    columns: list[Column[StandingLink]] = [
        Column("", lambda one: f"{within(one.volunteer, own)} = {within(one.same_as, own)}"),
        Column("", at),
        Column("", lambda one: plain(one.event.operator or "—")),
        Column("", lambda one: plain(one.event.reason or "")),
        Column("", lambda one: one.event.id),
    ]
    show(links_of(store, volunteer), columns, listed, as_json=as_json, empty=_("No numbers are linked."))
