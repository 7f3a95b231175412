"""Certificates at the desk: issued for all, a class or one person; listed, printed again, replaced, revoked, verified."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.period import ALL_DAYS, Period
from checkin.rules.problems import Problem, Refused
from checkin.rules.signature import UNSIGNED, Signature
from checkin.texts import _, first_few, ngettext
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.changing import need_supervisor_after
from tui.desk.making.choosing import choose, today_at
from tui.desk.making.days import ask_period
from tui.desk.making.flow import File, made_in_form, make_file, say_made, without_form
from tui.desk.making.printed.filed_certificates import issue_day, issued_on
from tui.desk.making.whose import Whose, ask_whose
from tui.model.long_work import Stopped
from tui.model.stay import need_supervisor
from tui.screens.making.made import Made
from tui.screens.making.unprintable import issue_all_the_same
from tui.words.cells import plain
from tui.words.record.credential_files import credential_file_lines
from tui.words.record.on_screen import said_here

if TYPE_CHECKING:
    from exports.printed.certificates.issuing import IssuedCertificates

_SURE, _COUNTED, _DAYS = "confirmed", "credited", "days"


"""So many of those who got none are named."""


class _Wanted(NamedTuple):
    """Which hours are certified."""

    confirmed_only: bool
    period: Period
    on: date | None = None
    """The day that they bear; None for today."""
    insisted: bool = False
    """Also where no font here has a character of a name."""


async def issue_certificates(desk: Desk) -> None:
    """Ask whose and which hours, issue and print them: the supervisor's. Who has no hours gets none, and is named."""
    title = _("Issue certificates")
    whose = await ask_whose(desk, title, _("Whose certificate?"))
    if whose is not None:
        await _ask_hours(desk, title, partial(_issue, desk, title, whose))


async def _issue(desk: Desk, title: str, whose: Whose, wanted: _Wanted) -> bool:
    """Issue and print them, and say where they are. Raises as a form needs it, where none was issued."""
    stem = "-".join(["certificates", *([whose.word] if whose.word else []), today_at(desk).isoformat()])
    issued: list[IssuedCertificates] = []

    def tried(store: Store) -> None:
        if not (would := _issued(store, whose.persons(store), wanted, UNSIGNED)).contents:
            issued.append(would)
            raise Refused(*would.left_out)

    try:
        await need_supervisor_after(desk, title, tried)
        issued.clear()
        signed = Signature(desk.supervisor_name)
        made = await made_in_form(desk, title, File(stem), _issuer(whose.persons, wanted, signed, issued))
    except Refused as refused:
        if not issued or not await issue_all_the_same(desk.app, refused.problems):
            raise
    else:
        await say_made(desk, title, made)
        if not await issue_all_the_same(desk.app, issued[0].left_out):
            return True
    numbered = {one.volunteer for one in issued[0].contents}

    def others(store: Store) -> list[Person]:
        return [person for person in whose.persons(store) if key_of(person) not in numbered]

    insisted = wanted._replace(insisted=True)
    await need_supervisor(desk)
    signed = Signature(desk.supervisor_name)
    await make_file(desk, title, File(f"{stem}-2"), _issuer(others, insisted, signed, []))
    return True


async def _ask_hours(desk: Desk, title: str, use: Callable[[_Wanted], Awaitable[bool]]) -> None:
    lines = [
        (_SURE, _("only confirmed hours")),
        (_COUNTED, _("confirmed hours, and those that are not confirmed yet; the certificate says so")),
        (_DAYS, _("confirmed hours from one day to another, or another day of issue …")),
    ]
    chosen = await choose(desk, title, lines, _("Which hours?"))
    if chosen == _DAYS:
        await ask_period(
            desk, title, lambda period, values: use(_Wanted(True, period, issued_on(values))), [issue_day(desk)]
        )
    elif chosen is not None:
        await without_form(desk, title, use(_Wanted(chosen != _COUNTED, ALL_DAYS)))


def _issuer(
    persons: Callable[[Store], Sequence[Person]], wanted: _Wanted, signed: Signature, issued: list[IssuedCertificates]
) -> Callable[[Store, Path], Made]:
    # `issued` is empty before: where another place is asked for, they are printed there and not issued once more.

    def make(store: Store, out: Path) -> Made:
        _need_place(out)
        if not issued:
            issued.append(_issued(store, persons(store), wanted, signed))
        return _printed(store, out, issued[0])

    return make


def _issued(store: Store, persons: Sequence[Person], wanted: _Wanted, signed: Signature) -> IssuedCertificates:
    from exports.printed.certificates.issuing import issue
    from exports.printed.certificates.making import CertificateRequest

    on = wanted.on or store.today()
    request = CertificateRequest(on, wanted.period, wanted.confirmed_only, insisted=wanted.insisted)
    return issue(store, persons, request, signed)


def _printed(store: Store, out: Path, issued: IssuedCertificates) -> Made:
    from exports.printed.certificates.issuing import print_certificates

    if not issued.contents:
        raise Refused(*issued.left_out)
    count = len(issued.contents)
    try:
        printed = print_certificates(store, out, issued.contents)
    except Stopped:
        text = ngettext(
            "Stopped: {count} certificate is issued, and not printed. The list of certificates prints it.",
            "Stopped: {count} certificates are issued, and not printed. The list of certificates prints them.",
            count,
        )
        raise Stopped(text.format(count=count)) from None
    text = ngettext("{count} certificate", "{count} certificates", count).format(count=count)
    return Made(
        out,
        (text, *credential_file_lines(printed.credentials, out)),
        (*map(said_here, printed.notes), *_left_out_lines(issued.left_out)),
    )


def _left_out_lines(problems: Sequence[Problem]) -> list[str]:
    """Who got none and why. Those who have no hours, a whole class perhaps, stand in one line with their names."""
    without = [one for one in problems if one.code == "nothing_to_certify"]
    if len(without) <= 1:
        return [said_here(one) for one in problems]
    text = ngettext(
        "{count} person has no such hours and gets no certificate: {names}",
        "{count} persons have no such hours and get no certificate: {names}",
        len(without),
    )
    others = [said_here(one) for one in problems if one not in without]
    return [*others, text.format(count=len(without), names=first_few(plain(one.where) for one in without))]


def _need_place(out: Path) -> None:
    """Raises Refused where the file can't be written: before certificates get numbers, not after."""
    from storage.disk.atomic_file import try_place

    try_place(out)
