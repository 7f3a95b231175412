"""`hourdesk certificate list` and `verify`: for everybody at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.activities import zone
from checkin.rules.identity import parse_key, within
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.texts import _
from exports.printed.certificates.verifying import Verdict, Verified
from storage.people.names import names_by_any_number
from storage.recognition.certificates import Issued, certificates
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import finish, result_json, results
from tui.words.record.certificates import verified_lines


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
    empty = _("No certificate was issued yet.")
    show(found, columns, lambda one: _listed(one, team, names), as_json=as_json, empty=empty)


def _columns(team: str, names: Mapping[str, tuple[str, str, str]]) -> list[Column[Issued]]:
    def state(one: Issued) -> str:
        return _("in force") if one.revoked is None else _("revoked: {reason}").format(reason=one.revoked.reason)

    return [
        Column("", lambda one: one.body.number),
        Column("", lambda one: one.body.day),
        Column("", lambda one: within(one.body.volunteer, team)),
        Column("", lambda one: names.get(one.body.volunteer, ("",))[0]),
        Column("", state),
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


@examples(N_("hourdesk certificate verify photo.jpg"))
@command(
    "verify", N_("Check whether a certificate is genuine: by its code, its number, a picture of the paper, or the PDF.")
)
@argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@options.json_option
@pass_desk
def verify(choice: DeskChoice, sources: tuple[str, ...], as_json: bool) -> None:
    """Print what the record says, to be compared with the paper; exit 1 where one is not genuine and in force."""
    from exports.printed.certificates.verifying import verify as verified

    bad = False
    with choice.open() as store:
        for source in sources:
            for found in verified(store, source):
                bad = bad or found.verdict is not Verdict.GENUINE
                if as_json:
                    result_json(_object(store, found))
                else:
                    results(verified_lines(store, found))
    finish(bad)


def _object(store: Store, found: Verified) -> dict[str, Any]:
    content = found.content
    return {
        "source": found.source,
        "result": str(found.verdict),
        "number": found.number,
        "volunteer": None if found.issued is None else within(found.issued.body.volunteer, store.identity.team),
        "name": None if content is None else content.name,
        "first": None if content is None else content.first,
        "last": None if content is None else content.last,
        "minutes": None if content is None else content.total,
        "changed": found.changed,
        "file_made_here": found.by_file,
        "replaced_by": None if found.issued is None else found.issued.replaced_by,
        "desk_revoked": None if found.desk_revoked is None else _day_and_time(store, found.desk_revoked),
    }


def _day_and_time(store: Store, at: int) -> str:
    return local_text(at // 1000 * 1000, zone(store.identity.timezone))
