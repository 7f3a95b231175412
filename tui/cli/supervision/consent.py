"""`hourdesk consent`: guardians' consent that comes in by hand."""

from __future__ import annotations

from typing import Any

import click

from checkin.rules.events import ConsentState
from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from checkin.words import consent_word
from storage.people.named import persons_named
from storage.people.register import key_of
from storage.store import Store
from storage.supervision import guardians
from storage.supervision.correcting import Correction
from tui.cli.base import options
from tui.cli.base.command import Decorator, command, examples, group, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message
from tui.cli.base.supervisor import need_supervisor_and_do
from tui.cli.supervision.correction_report import report


def _numbers(*, required: bool) -> Decorator:
    return option(
        "--number",
        "numbers",
        multiple=True,
        required=required,
        metavar="NUMBER",
        help=N_("This volunteer; you can give it several times."),
    )


_who = option("--who", default="", metavar="TEXT", help=N_("Who said it and how; kept apart from the record."))

_NEEDS = N_("Give one --class, or --number at least once.")


@examples(N_("hourdesk consent list --missing"), N_("hourdesk consent given --class 7-1"))
@group("consent", N_("Guardians' consent: list who lacks it, record that it came in or was withdrawn."))
def consent() -> None:
    """What is done with consent."""


@examples(N_("hourdesk consent given --class 7-1"), N_("hourdesk consent given --number 0007 --who Mother"))
@command(
    "given",
    N_("Record that consent came in, for a whole class or for these volunteers; their held hours are released."),
    needs=_NEEDS,
)
@options.class_name(N_("Everybody of this class whose consent is missing."))
@_numbers(required=False)
@_who
@options.json_option
@pass_desk
def given(choice: DeskChoice, class_name: str | None, numbers: tuple[str, ...], who: str, as_json: bool) -> None:
    """Append a consent event for each chosen volunteer."""
    if (class_name is None) == (not numbers):
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        signed = choice.signed()

        def give(at: Store) -> Correction:
            persons = _keys(at, numbers) if class_name is None else guardians.missing_in_class(at, class_name)
            return guardians.give_consent(at, persons, who, signed)

        made = need_supervisor_and_do(store, give)
        if made.events:
            report(store, made, as_json)
        else:
            message(_("Nobody's consent was missing."))


@examples(N_("hourdesk consent withdraw --number 0007"))
@command("withdraw", N_("Record that consent was withdrawn: sessions from now on wait; earlier hours stay."))
@_numbers(required=True)
@_who
@options.json_option
@pass_desk
def withdraw(choice: DeskChoice, numbers: tuple[str, ...], who: str, as_json: bool) -> None:
    """Append a withdrawal for each chosen volunteer."""
    with choice.open() as store:
        signed = choice.signed()
        made = need_supervisor_and_do(store, lambda at: guardians.withdraw_consent(at, _keys(at, numbers), who, signed))
        if made.events:
            report(store, made, as_json)
        else:
            message(_("It was withdrawn before."))


@examples(N_("hourdesk consent list --missing"))
@command("list", N_("List whose consent is missing or withdrawn."))
@option("--missing", is_flag=True, help=N_("Only those whose consent is missing, not those who withdrew it."))
@options.class_name()
@options.json_option
@pass_desk
def list_(choice: DeskChoice, missing: bool, class_name: str | None, as_json: bool) -> None:
    """Print whose consent is missing or withdrawn, by class and number."""
    with choice.open() as store:
        found = guardians.persons_without_consent(store, class_name)
        rows = [one for one in found if not missing or one.state is ConsentState.MISSING]
        team = store.identity.team
    show(rows, _columns(team), lambda one: _object(one, team), as_json=as_json)
    if not as_json:
        text = ngettext("{count} person lacks consent.", "{count} persons lack consent.", len(rows))
        message(text.format(count=len(rows)))


def _columns(team: str) -> list[Column[guardians.PersonWithoutConsent]]:
    return [
        Column("", lambda one: one.person.class_name or "—"),
        Column("", lambda one: within(key_of(one.person), team)),
        Column("", lambda one: one.person.name),
        Column("", lambda one: consent_word(one.state)),
    ]


def _object(one: guardians.PersonWithoutConsent, team: str) -> dict[str, Any]:
    person = one.person
    return {
        "volunteer": within(key_of(person), team),
        "name": person.name,
        "class": person.class_name or None,
        "consent": str(one.state),
    }


consent.add_command(given)
consent.add_command(withdraw)
consent.add_command(list_)


def _keys(store: Store, numbers: tuple[str, ...]) -> list[str]:
    return [key_of(person) for person in persons_named(store, numbers, where="--number")]
