"""`hourdesk roster add`: a walk-in, who is in no roster file."""

from __future__ import annotations

import click

from checkin.rules.policies import PERSON_KINDS
from checkin.rules.problems import N_
from checkin.texts import _
from storage.people.register import key_of
from storage.people.walk_in import check_not_known, register_walk_in
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.roster.listing import object_of
from tui.words.cells import plain


@examples(N_("hourdesk roster add --name Liu --class 7-1 --kind student"))
@command("add", N_("Register a person on the spot, with a number and a badge number of this desk."))
@option("--name", required=True, metavar="NAME", help=N_("The person's name."))
@options.class_name(N_("The class, if there is one."), default="")
@option(
    "--kind", type=click.Choice(PERSON_KINDS), default="student", help=N_("What kind of person (default: student).")
)
@option("--insist", is_flag=True, help=N_("Register another person though somebody of this name is known."))
@options.json_option
@pass_desk
def add(choice: DeskChoice, name: str, class_name: str, kind: str, insist: bool, as_json: bool) -> None:
    """Register a walk-in with a number and a badge number of this desk, and print both."""
    with choice.open() as store:
        if not insist:
            check_not_known(store, name, class_name)
        person = register_walk_in(store, name, class_name, kind, choice.signed())
        badge = store.register.badge(key_of(person))
    if as_json:
        result_json(object_of(person, badge))
    else:
        result(_("{name} has the number {number}.").format(name=plain(person.name), number=person.number))
