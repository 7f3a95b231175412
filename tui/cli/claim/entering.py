"""`hourdesk claim add` and `import`: claims are handed in; they give no hours yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from checkin.durations import h_mm
from checkin.rules.problems import N_, Problem
from checkin.texts import _, ngettext
from storage.people.known import named_person
from storage.people.register import key_of
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, tell
from tui.cli.base.typed_values import DAY
from tui.cli.claim.objects import claim_object
from tui.words.people.claims import same_evidence_lines


@examples(
    N_('hourdesk claim add 0007 --unit "Library" --contact "Ms Li" --on 2026-03-07 --hours 2 --evidence photo.jpg')
)
@command("add", N_("Enter a claim of one person; it counts once a supervisor verified it."))
@argument("number", metavar="NUMBER")
@option("--unit", metavar="NAME", required=True, help=N_("Where the service was."))
@option("--contact", metavar="NAME", required=True, help=N_("Whom to ask there; this stays at the school."))
@option("--on", "day", type=DAY, metavar="DAY", required=True, help=N_("The day of the service."))
@option("--hours", metavar="HOURS", required=True, help=N_("How long: 2 or 1.5 or 1:30."))
@options.file_option("--evidence", help=N_("A photo or scan of at most 20 MB; it stays at the school."))
@options.json_option
@pass_desk
def add(
    choice: DeskChoice,
    number: str,
    unit: str,
    contact: str,
    day: date,
    hours: str,
    evidence: Path | None,
    as_json: bool,
) -> None:
    """Check, keep the evidence, record."""
    from checkin.rules.typed_hours import parse_hours
    from storage.claims.entering import ClaimDraft, enter_claims
    from storage.claims.evidence import read_evidence

    minutes = parse_hours(hours, "--hours")
    with choice.open() as store:
        person = named_person(store, number, "NUMBER")
        proof = read_evidence(evidence, contact, "--evidence")
        draft = ClaimDraft("", key_of(person), unit, minutes, day, proof)
        (entered,) = enter_claims(store, [draft], choice.signed())
        told = claim_object(store, entered.id)
        also = same_evidence_lines(store, proof.digest, entered.id)
    if as_json:
        result_json({"result": "entered", **told})
    else:
        text = _("Entered as {number}: {hours} h wait for a supervisor (hourdesk claim verify {number}).")
        result(text.format(number=told["claim"], hours=h_mm(minutes)))
        for line in also:
            message(line)


@examples(N_("hourdesk claim import claims.xlsx --dry-run"), N_("hourdesk claim import claims.xlsx"))
@command(
    "import",
    N_("Enter the claims of a list (XLSX or CSV): number, unit, contact, date, hours, evidence. All rows, or none."),
)
@options.in_file()
@options.dry_run(options.LOOKS_AT_LIST)
@options.json_option
@pass_desk
def import_(choice: DeskChoice, file: Path, dry_run: bool, as_json: bool) -> None:
    """The evidence lies beside the list, each under the name that its row says."""
    from storage.claims.claim_list import read_claims
    from storage.claims.entering import enter_claims

    notes: list[Problem] = []
    told: list[dict[str, Any]] = []
    with choice.open() as store:
        drafts = read_claims(store, file, notes)
        if not dry_run:
            told = [claim_object(store, one.id) for one in enter_claims(store, drafts, choice.signed())]
    count, minutes = len(drafts), sum(draft.minutes for draft in drafts)
    if as_json:
        for one in told:
            result_json({"result": "entered", **one})
        result_json({"result": "nothing_written" if dry_run else "claims", "claims": count, "minutes": minutes})
    else:
        text = (
            ngettext("{count} claim is good: {hours} h; nothing was written.", "{count} claims are good: {hours} h; nothing was written.", count)
            if dry_run
            else ngettext("{count} claim entered: {hours} h wait for a supervisor.", "{count} claims entered: {hours} h wait for a supervisor.", count)
        )  # fmt: skip
        result(text.format(count=count, hours=h_mm(minutes)))
    tell(notes)
