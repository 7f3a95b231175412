"""`hourdesk claim verify` and `refuse`: a supervisor judges, with a reason."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.rules.signature import Signature
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json
from tui.cli.base.supervisor import Supervisor, need_supervisor_later
from tui.cli.claim.objects import claim_object
from tui.words.people.claims import evidence_lines, judged_text


@examples(N_('hourdesk claim verify 3f9a01c2 --reason "asked the library"'))
@command(
    "verify", N_("Verify a claim: its hours count from now on, apart from all others, up to the limit of the policy.")
)
@argument("number", metavar="NUMBER")
@options.reason()
@options.dry_run(N_("Only show what would change."))
@options.json_option
@pass_desk
def verify(choice: DeskChoice, number: str, reason: str, dry_run: bool, as_json: bool) -> None:
    """Show before and after, then record."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store, asks=not dry_run)
        _judge(store, supervisor, number, True, choice.signed(reason), dry_run=dry_run, as_json=as_json)


@examples(N_('hourdesk claim refuse 3f9a01c2 --reason "the library knows nothing of it"'))
@command("refuse", N_("Refuse a claim: it gives no hours."))
@argument("number", metavar="NUMBER")
@options.reason()
@options.json_option
@pass_desk
def refuse_(choice: DeskChoice, number: str, reason: str, as_json: bool) -> None:
    """Record the refusal with its reason."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        _judge(store, supervisor, number, False, choice.signed(reason), dry_run=False, as_json=as_json)


def _judge(
    store: Store,
    supervisor: Supervisor,
    number: str,
    verified: bool,
    signed: Signature,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from storage.claims.claims import claim_named
    from storage.claims.judging import judge

    one = claim_named(store, number)
    for line in evidence_lines(store, one):
        message(line)
    done = do_as_told(store, lambda at: judge(at, one.id, verified, signed), supervisor, dry_run=dry_run)
    told, change = claim_object(store, one.id), change_object(store, done.change)
    if as_json:
        said = "nothing_written" if dry_run else "verified" if verified else "refused"
        result_json({"result": said, **told, "change": change})
    elif not dry_run:
        result(judged_text(one.number, verified=verified))
