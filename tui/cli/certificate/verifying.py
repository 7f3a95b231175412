"""`hourdesk certificate verify`: papers and their codes, and credentials; for everybody, also where no desk is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checkin.rules.activities import zone
from checkin.rules.identity import within
from checkin.rules.instants import local_text
from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import say
from exports.exchange.credential.checking import Checked, check_credential
from exports.exchange.credential.checking import Verdict as Outcome
from exports.printed.certificates.content import code_text
from exports.printed.certificates.verifying import Verdict, Verified, codes_of
from exports.printed.certificates.verifying import verify as verified
from storage.store import Store
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result_json, results, tell
from tui.cli.certificate.place import Place, place_of_check
from tui.words.record.certificates import verified_lines
from tui.words.record.credentials import checked_lines, checked_object, paper_lines, whose_list_line


@examples(
    N_("hourdesk certificate verify photo.jpg"),
    N_("hourdesk certificate verify 0007.jwt"),
    N_('hourdesk certificate verify 0007.jwt photo.jpg --list district.hdkit --holder "Zhang Wei"'),
)
@command(
    "verify",
    N_(
        "Check whether a certificate is genuine: by its credential (also where it was not issued), its code, its number, a picture "
        "of the paper, or the PDF."
    ),
)
@argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@options.file_option("--list", "listed", help=N_("The district's kit or list: keys of its teams, and what is revoked."))
@option(
    "--fingerprint",
    metavar="DIGITS",
    help=N_("Of the district's key, as its office says it: the list must be signed by it."),
)
@option(
    "--holder", metavar="NAME", help=N_("Whose a credential should be: the name, or the number where it holds that.")
)
@options.json_option
@pass_desk
def verify(
    choice: DeskChoice,
    sources: tuple[str, ...],
    listed: Path | None,
    fingerprint: str | None,
    holder: str | None,
    as_json: bool,
) -> None:
    """Print what is known, to be compared with the paper; exit 1 where one is not genuine and in force."""
    from exports.exchange.credential_sources import list_in, need_fingerprint

    brought = None if listed is None else list_in(listed)
    if fingerprint is not None:
        need_fingerprint(brought, fingerprint)
    with place_of_check(choice, brought) as place:
        if brought is not None and fingerprint is None and not place.list_is_known:
            message(whose_list_line(brought))
        finish(not _all_good(choice, place, sources, holder, as_json=as_json))


def _all_good(choice: DeskChoice, place: Place, sources: tuple[str, ...], holder: str | None, *, as_json: bool) -> bool:
    checked: dict[str, Checked] = {}
    good: dict[str, bool] = {}
    papers = []
    for source in dict.fromkeys(sources):
        try:
            one = _checked(place, source, holder)
        except Refused as refused:
            good[source] = _unreadable(source, refused, as_json=as_json)
            continue
        if one is None:
            papers.append(source)
            continue
        good[source] = one.verdict is Outcome.GENUINE
        if one.says is not None:
            checked[one.says.code] = one
        if as_json:
            result_json(checked_object(source, one))
        else:
            results(checked_lines(source, one, place.zone))
    for source in papers:
        try:
            good[source] = _paper(choice, place, source, checked, as_json=as_json)
        except Refused as refused:
            if refused.problems[0].code != "no_record" and place.store is None and not Path(source).exists():
                raise
            good[source] = _unreadable(source, refused, as_json=as_json)
    return all(good.values())


def _checked(place: Place, source: str, holder: str | None) -> Checked | None:
    from exports.exchange.credential_sources import credential_text

    text = credential_text(source)
    return None if text is None else check_credential(text, place.known, holder)


def _unreadable(source: str, refused: Refused, *, as_json: bool) -> bool:
    if as_json:
        result_json({"source": source, "result": "unreadable", "message": " ".join(map(say, refused.problems))})
    tell(refused.problems)
    return False


def _paper(choice: DeskChoice, place: Place, source: str, checked: Mapping[str, Checked], *, as_json: bool) -> bool:
    """A paper: compared with the record where it was issued, elsewhere with the credential that was given beside it."""
    if place.store is None and not checked:
        if not codes_of(source):
            # A number says nothing without the record: the command says where a desk would have to be.
            choice.open().close()
        message = N_(
            "there is no record here with which a paper could be compared: name its credential too, the .jwt file that was written "
            "beside it, and the district's list with --list"
        )
        raise refuse("no_record", source, message)
    if place.store is None:
        return _beside(source, codes_of(source), checked, as_json=as_json)
    good = True
    for found in verified(place.store, source):
        if found.verdict is Verdict.UNKNOWN and checked and (codes := codes_of(source)):
            return _beside(source, codes, checked, as_json=as_json)
        good = good and found.verdict is Verdict.GENUINE
        if as_json:
            result_json(_object(place.store, found))
        else:
            results(verified_lines(place.store, found))
    return good


def _beside(source: str, codes: list[tuple[str, str]], checked: Mapping[str, Checked], *, as_json: bool) -> bool:
    """Whether each code is that of a credential which was given in the same call, and that is genuine."""
    good = bool(codes)
    for number, digest in codes or [("", "")]:
        one = checked.get(code_text(number, digest))
        same_number = any(other.says is not None and other.says.number == number for other in checked.values())
        outcome = one.verdict if one is not None else Outcome.ALTERED if same_number else None
        good = good and outcome is Outcome.GENUINE
        if as_json:
            told = Verdict.NOT_A_CERTIFICATE if not codes else Verdict.UNKNOWN if outcome is None else outcome
            result_json({"source": source, "kind": "paper", "result": str(told), "number": number or None})
        else:
            results(paper_lines(source, number, outcome))
    return good


def _object(store: Store, found: Verified) -> dict[str, Any]:
    content = found.content
    return {
        "source": found.source,
        "kind": "paper",
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
