"""`hourdesk claim list` and `evidence`."""

from __future__ import annotations

from pathlib import Path

from checkin.durations import h_mm
from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.texts import _
from storage.claims.claims import Claimed, State, claim_named, claims
from storage.people.names import names_by_any_number
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result, result_json
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.claim.objects import object_of
from tui.words.people.claims import NO_CLAIM, state_word


@examples(N_("hourdesk claim list --waiting"))
@command("list", N_("Print the claims with their numbers, hours and state."))
@option("--waiting", is_flag=True, help=N_("Only those that nobody judged yet."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, waiting: bool, as_json: bool) -> None:
    """By day."""
    with choice.open() as store:
        found, own = claims(store, State.WAITING if waiting else None), store.identity.team
        names = names_by_any_number(store)
    columns: list[Column[Claimed]] = [
        Column(N_("claim"), lambda one: one.number),
        Column(N_("number"), lambda one: within(one.person, own)),
        Column(N_("name"), lambda one: names.get(one.person, ("", "", ""))[0]),
        Column(N_("date"), lambda one: one.claim.day),
        Column(N_("unit"), lambda one: one.claim.unit),
        Column(N_("hours"), lambda one: h_mm(one.claim.minutes), right=True),
        Column(N_("state"), lambda one: state_word(one.state)),
        Column(N_("reason"), lambda one: "" if one.judged is None else one.judged.reason or ""),
    ]
    show(
        found, columns, lambda one: object_of(one, own, names), as_json=as_json,
        empty=_("No claim waits.") if waiting else _(NO_CLAIM),
    )  # fmt: skip


@examples(N_("hourdesk claim evidence 3f9a01c2 photo.jpg"))
@command("evidence", N_("Write the evidence of a claim to a file, and print whom to ask at the unit."))
@argument("number", metavar="NUMBER")
@options.out_file()
@options.json_option
@pass_desk
def evidence(choice: DeskChoice, number: str, out: Path, as_json: bool) -> None:
    """Only the desk at which it was handed in has it."""
    from storage.claims.evidence import need_evidence
    from storage.disk.atomic_file import write_whole

    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        one = claim_named(store, number)
        found = need_evidence(store, one)
        supervisor()
        write_whole(out, found.data, private=True)
    if as_json:
        result_json({"result": "written", "claim": one.number, "file": str(out), "name": found.name,
                     "contact": found.contact, "bytes": len(found.data), "digest": found.digest})  # fmt: skip
    else:
        text = _("{file}: it was handed in as “{name}”; ask {contact}.")
        result(text.format(file=out, name=found.name, contact=found.contact))
