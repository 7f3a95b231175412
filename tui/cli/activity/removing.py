"""`hourdesk activity hide` and `void`: for an activity that was made by mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checkin.rules.activities import Activity
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.activities.activities import find_activity
from storage.activities.removing import bring_back_activity, hide_activity, show_activity_again, void_activity
from storage.presence.board import PresenceState, read_board
from storage.store import Store
from tui.cli.activity.listing import line_of, object_of
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, need_agreed, result, result_json
from tui.cli.base.supervisor import Supervisor, need_supervisor_later
from tui.cli.base.terminal import can_ask
from tui.words.cells import plain
from tui.words.counts import waits_afterwards_text

Change = Callable[[Store, str, Signature], Activity]
_undo = option("--undo", is_flag=True, help=N_("Bring it back."))


@examples(
    N_('hourdesk activity hide A1 --reason "made twice"'),
    N_('hourdesk activity hide A1 --undo --reason "it was the right one"'),
)
@command("hide", N_("Hide an activity that was made by mistake: its hours stay, and nobody chooses it any more."))
@argument("code")
@options.reason()
@_undo
@option("--insist", is_flag=True, help=N_("Hide it though there are people on site."))
@options.json_option
@pass_desk
def hide(choice: DeskChoice, code: str, reason: str, undo: bool, insist: bool, as_json: bool) -> None:
    """Hide it, or bring it back; whoever is on site there is named first."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        if not undo:
            _ask_about_people(store, find_activity(store, code, "CODE"), insist)
        _do(
            store,
            supervisor,
            show_activity_again if undo else hide_activity,
            code,
            choice.signed(reason),
            as_json=as_json,
        )


@examples(N_('hourdesk activity void A1 --reason "made by mistake"'))
@command("void", N_("Strike out an activity that was made by mistake, where nothing was recorded in it."))
@argument("code")
@options.reason()
@_undo
@options.json_option
@pass_desk
def void(choice: DeskChoice, code: str, reason: str, undo: bool, as_json: bool) -> None:
    """Strike it out, or bring it back."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        text = _("{code} is struck out; hourdesk activity void {code} --undo --reason WHY brings it back.").format(
            code=code
        )
        change, said = (bring_back_activity, None) if undo else (void_activity, text)
        _do(store, supervisor, change, code, choice.signed(reason), as_json=as_json, said=said)


def _do(
    store: Store,
    supervisor: Supervisor,
    change: Change,
    code: str,
    signed: Signature,
    *,
    as_json: bool,
    said: str | None = None,
) -> None:
    """Make the change and print the activity, or `said` in its place; what it changes in people's hours is said first."""
    done = do_as_told(store, lambda at: change(at, code, signed), supervisor)
    if as_json:
        fields: dict[str, Any] = object_of(done.result)
        result_json({**fields, "change": change_object(store, done.change)})
    else:
        result(line_of(done.result) if said is None else said)


def _ask_about_people(store: Store, activity: Activity, insist: bool) -> None:
    """Name who is on site. Raises Refused where nobody agrees that they are so no longer."""
    here = read_board(store, activity.key).state(PresenceState.ON_SITE)
    if not here or insist or activity.hidden:
        return
    message(waits_afterwards_text(len(here)))
    for row in here:
        message(f"  {row.number} {plain(row.name or '—')} {plain(row.class_name)}".rstrip())
    if not can_ask():
        raise refuse("people_on_site", activity.code, N_("people are on site: check them out first, or add --insist"))
    need_agreed(_("Hide it all the same?"))
