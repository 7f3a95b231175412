"""`hourdesk certificate list`: for everybody at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.identity import parse_key, within
from checkin.rules.problems import N_
from checkin.texts import _
from storage.people.names import names_by_any_number
from storage.recognition.certificates import Issued, certificates
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.words.record.certificate_states import NONE_ISSUED, state_text


@examples(N_("hourdesk certificate list --volunteer 0007"))
@command("list", N_("List the certificates that were issued."))
@options.volunteer()
@options.json_option
@pass_desk
def list_(choice: DeskChoice, volunteer: str | None, as_json: bool) -> None:
    """Print the certificates, the oldest first."""
    with choice.open() as store:
        team = store.identity.team
        key = None if volunteer is None else parse_key(volunteer, team, "--volunteer")
        found, names = certificates(store, key), names_by_any_number(store)
    columns = _columns(team, names)
    empty = _(NONE_ISSUED)
    show(found, columns, lambda one: _listed(one, team, names), as_json=as_json, empty=empty)


def _columns(team: str, names: Mapping[str, tuple[str, str, str]]) -> list[Column[Issued]]:
    return [
        Column("", lambda one: one.body.number),
        Column("", lambda one: one.body.day),
        Column("", lambda one: within(one.body.volunteer, team)),
        Column("", lambda one: names.get(one.body.volunteer, ("",))[0]),
        Column("", state_text),
    ]


def _listed(one: Issued, team: str, names: Mapping[str, tuple[str, str, str]]) -> dict[str, Any]:
    return {
        "number": one.body.number,
        "volunteer": within(one.body.volunteer, team),
        "name": names.get(one.body.volunteer, ("",))[0] or None,
        "issued_on": one.body.day,
        "digest": one.body.digest,
        "revoked": one.revoked is not None,
        "reason": None if one.revoked is None else one.revoked.reason,
        "replaces": one.body.replaces,
        "replaced_by": one.replaced_by,
        "filed_here": one.content is not None,
    }
