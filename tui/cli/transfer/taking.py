"""`hourdesk transfer take` and `undo`: hours of another school of the district."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.identity import within
from checkin.rules.problems import N_
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json, results
from tui.cli.base.supervisor import need_supervisor_later
from tui.words.people.transfers import struck_text


@examples(N_("hourdesk transfer take 0031.hdleave --dry-run"), N_("hourdesk transfer take 0031.hdleave 0107"))
@command(
    "take",
    N_("Take a newcomer's file from another school of the district: its hours stand apart from the school's own."),
)
@options.in_file()
@argument("number", metavar="[NUMBER]", required=False)
@option("--insist", is_flag=True, help=N_("Also where the name in the file differs from the name of the number."))
@options.dry_run(options.WHAT_COMES_IN)
@options.json_option
@pass_desk
def take(choice: DeskChoice, file: Path, number: str | None, insist: bool, dry_run: bool, as_json: bool) -> None:
    """Verify, show, record."""
    from exports.exchange.leaver.contents import read_leaver
    from exports.exchange.leaver.taking import check_believed, take_leaver, whose_file
    from exports.exchange.receiving import FileKind, receive
    from tui.words.people.transfers import file_lines, taken_text

    receive(file, FileKind.LEAVER)
    with choice.open() as store:
        supervisor = need_supervisor_later(store, asks=not dry_run)
        read = read_leaver(file)
        check_believed(store, read)
        person = whose_file(store, read, number, insist=insist)
        if not as_json:
            results(file_lines(read))
        signed = choice.signed()
        done = do_as_told(store, lambda at: take_leaver(at, read, person, signed), supervisor, dry_run=dry_run)
        counts = store.ledger.facts().counts_transfers(store.identity.team)
        if as_json:
            result_json(
                {
                    "result": "nothing_written" if dry_run else "taken",
                    "volunteer": person.number,
                    "origin": read.volunteer,
                    "minutes": read.minutes,
                    "counts": counts,
                    "events": [] if dry_run else [event.id for event in done.result],
                    "change": change_object(store, done.change),
                }
            )
        elif not dry_run:
            result(taken_text(person, counts))


@examples(N_('hourdesk transfer undo 0107 --reason "another person of this name"'))
@command("undo", N_("Strike out all hours that somebody brought from other schools."))
@argument("number", metavar="NUMBER")
@options.reason()
@options.json_option
@pass_desk
def undo(choice: DeskChoice, number: str, reason: str, as_json: bool) -> None:
    """Each event by a void."""
    from exports.exchange.leaver.taking import undo_taking
    from storage.people.known import named_person

    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        person = named_person(store, number, "NUMBER")
        signed = choice.signed(reason)
        done = do_as_told(store, lambda at: undo_taking(at, person, signed), supervisor)
        own = within(f"{person.team}/{person.number}", store.identity.team)
    if as_json:
        result_json({"result": "undone", "volunteer": own, "events": [event.id for event in done.result]})
    else:
        result(struck_text(own))
