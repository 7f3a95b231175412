"""`hourdesk certificate issue`, `print`, `reissue` and `revoke`: a supervisor's commands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from checkin.rules.identity import within
from checkin.rules.period import Period
from checkin.rules.problems import N_
from checkin.texts import _, ngettext
from exports.printed.certificates.content import Content
from exports.printed.certificates.issuing import PrintedCertificates, filed_content, need_place, print_certificates
from exports.printed.certificates.issuing import issue as issue_certificates
from exports.printed.certificates.issuing import reissue as reissue_certificate
from exports.printed.certificates.making import CertificateRequest
from storage.people.named import persons_named
from storage.recognition import certificates
from storage.standard.standard import known_district
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.before_after import agree_to
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.made_file import made_file
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.cli.base.supervisor import need_supervisor_later
from tui.words.record.certificate_states import revoking_text
from tui.words.record.credential_files import credential_file_lines

_NEEDS = N_("Name volunteers' numbers, or --class, or --everybody.")


_insist = option(
    "--insist",
    is_flag=True,
    help=N_("Issue it even if no font here has a character of a name; a mark is printed instead."),
)


@examples(
    N_("hourdesk certificate issue 0007.pdf 0007"),
    N_('hourdesk certificate issue class.pdf --class 9-1 --issuer "No. 8 Middle School"'),
)
@command(
    "issue",
    N_("Issue certificates: into one PDF with a page for each, or into a folder with a file for each."),
    needs=_NEEDS,
)
@options.out_file()
@options.some_numbers
@options.class_name(options.THIS_CLASS)
@option("--everybody", is_flag=True, help=N_("Everybody in the roster."))
@options.period
@option("--all", "unconfirmed", is_flag=True, help=N_("Include hours that are not confirmed; the certificate says so."))
@option("--issuer", default="", metavar="NAME", help=N_("Who issues it (default: from the team's profile)."))
@option(
    "--responsible", default="", metavar="NAME", help=N_("The person who is responsible (default: the team's leader).")
)
@option("--handler", default="", metavar="NAME", help=N_("Who handled it (default: from the team's profile)."))
@option(
    "--contact", default="", metavar="TEXT", help=N_("The contact for questions (default: from the team's profile).")
)
@options.day(N_("The day of issue (default: today)."))
@_insist
@made_file
@options.json_option
@pass_desk
def issue(
    choice: DeskChoice,
    out: Path,
    numbers: tuple[str, ...],
    class_name: str | None,
    everybody: bool,
    period: Period,
    unconfirmed: bool,
    issuer: str,
    responsible: str,
    handler: str,
    contact: str,
    day: date | None,
    insist: bool,
    as_json: bool,
) -> None:
    """Issue certificates: give them numbers, append the events, and write the PDF or the folder."""
    if bool(numbers) + (class_name is not None) + everybody != 1:
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        need_place(out)
        persons = persons_named(store, numbers, class_name, everybody)
        day = day or store.today()
        asked = CertificateRequest(day, period, not unconfirmed, issuer, responsible, handler, contact, insist)
        supervisor()
        filed = issue_certificates(store, persons, asked, choice.signed())
        if filed.contents:
            _report(store, out, filed.contents, _print_filed(store, out, filed.contents), as_json)
        tell(filed.left_out)
    finish(bool(filed.left_out))


@examples(N_("hourdesk certificate print again.pdf cq8-2026-8F3A0007"))
@command("print", N_("Print again the certificates that this desk issued; they keep their numbers."))
@options.out_file()
@argument("numbers", metavar="CERTIFICATE...", nargs=-1, required=True)
@made_file
@options.json_option
@pass_desk
def print_(choice: DeskChoice, out: Path, numbers: tuple[str, ...], as_json: bool) -> None:
    """Write issued certificates to a file again, with the same numbers."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        contents = [filed_content(store, number) for number in dict.fromkeys(numbers)]
        supervisor()
        printed = print_certificates(store, out, contents)
        tell(printed.notes)
        _report(store, out, contents, printed, as_json)


@examples(N_('hourdesk certificate reissue cq8-2026-8F3A0007 new.pdf --reason "the name was wrong"'))
@command("reissue", N_("Issue a new certificate from the record of today in the place of one, which is revoked."))
@argument("number", metavar="CERTIFICATE")
@options.out_file()
@options.reason()
@options.day(N_("The day of issue (default: today)."))
@_insist
@made_file
@options.json_option
@pass_desk
def reissue(
    choice: DeskChoice, number: str, out: Path, reason: str, day: date | None, insist: bool, as_json: bool
) -> None:
    """File the new one and revoke the old one in one commit."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        need_place(out)
        when, signed = day or store.today(), choice.signed(reason)
        content = supervisor.do(lambda at: reissue_certificate(at, number, when, signed, insist))
        _report(store, out, [content], _print_filed(store, out, [content]), as_json)


@examples(N_('hourdesk certificate revoke cq8-2026-8F3A0007 --reason "issued by mistake"'))
@command("revoke", N_("Revoke a certificate; it no longer verifies."))
@argument("number", metavar="CERTIFICATE")
@options.reason()
@options.json_option
@pass_desk
def revoke(choice: DeskChoice, number: str, reason: str, as_json: bool) -> None:
    """Revoke a certificate by striking out its event."""
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        found = certificates.need_in_force(store, number)
        change = revoking_text(found)
        agree_to([change])
        supervisor()
        event = certificates.revoke(store, number, choice.signed(reason))
        knows_district = known_district(store.connection) is not None
    if as_json:
        before = "in_force" if found.counts else "does_not_count"
        result_json({"event": event.id, "number": number, "before": before, "after": "revoked"})
        return
    result(change)
    if knows_district:
        message(_("The district hears of it with the next pack; its next kit tells those who check credentials."))


def _print_filed(store: Store, out: Path, contents: Sequence[Content]) -> PrintedCertificates:
    """Print what was filed just now. Where that comes to no end (Ctrl+C, a full disk), say that it is filed: whoever issued it
    again would give second numbers.
    """
    try:
        printed = print_certificates(store, out, contents)
        tell(printed.notes)
        return printed
    except BaseException:
        text = ngettext(
            "{count} certificate is filed, but not printed: use hourdesk certificate print with its number, {first}",
            "{count} certificates are filed, but not printed: use hourdesk certificate print with their numbers, {first} to {last}",
            len(contents),
        )
        message(text.format(count=len(contents), first=contents[0].number, last=contents[-1].number))
        raise


def _report(store: Store, out: Path, contents: Sequence[Content], printed: PrintedCertificates, as_json: bool) -> None:
    for content in contents:
        volunteer = within(content.volunteer, store.identity.team)
        if as_json:
            told = {"number": content.number, "volunteer": volunteer, "name": content.name, "minutes": content.total}
            beside = printed.credentials.get(content.number)
            credential = None if beside is None else str(beside)
            result_json({**told, "digest": content.digest, "code": content.code, "credential": credential})
        else:
            minutes = _("{minutes} min").format(minutes=content.total)
            result(f"{content.number}  {volunteer}  {content.name}  {minutes}")
    if not as_json:
        text = ngettext("{file}: {count} certificate", "{file}: {count} certificates", len(contents))
        result(text.format(file=out, count=len(contents)))
        for line in credential_file_lines(printed.credentials):
            result(line)
