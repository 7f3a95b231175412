"""The certificates that were issued: print one again, put a new one in its place, revoke it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.identity import within
from checkin.rules.problems import Problem, Refused
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day
from checkin.texts import _, ngettext, say
from storage.recognition.certificates import Issued
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import REASON_NEEDED
from tui.desk.making.changing import need_supervisor_after
from tui.desk.making.choosing import choose, need_agreed, today_at
from tui.desk.making.flow import File, made_in_form, make_file, say_made
from tui.model.stay import need_supervisor
from tui.screens.field import Field
from tui.screens.fields.kinds import Day
from tui.screens.making.made import Made
from tui.screens.making.unprintable import issue_all_the_same, kept
from tui.words.cells import padded, plain
from tui.words.record.certificate_states import NONE_ISSUED, revoking_text, state_text
from tui.words.record.credential_files import credential_file_lines

if TYPE_CHECKING:
    from exports.printed.certificates.content import Content

_WHY, _ON = "why", "on"
_PRINT, _REISSUE, _REVOKE, _DAY = "print", "reissue", "revoke", "day"
_NUMBER, _NAME = 24, 14


class _Line(NamedTuple):
    """A certificate, how it stands in the list, and whether a new one can come in its place here."""

    issued: Issued
    text: str
    replaceable: bool


async def list_certificates(desk: Desk) -> None:
    """List them, the newest first; back in the list until Esc."""
    title, marked = _("Certificates"), None
    while True:
        found = await desk.tried(_lines)
        if found is None:
            return
        if not found:
            desk.app.notify(_(NONE_ISSUED))
            return
        of_day = _of_last_day(found)
        lines = [(one.issued.body.number, one.text) for one in found]
        if len(of_day) > 1:
            text = _("print again all {count} of {day}").format(count=len(of_day), day=found[0].issued.body.day)
            lines.insert(0, (_DAY, text))
        marked = await choose(desk, title, lines, marked=marked)
        if marked is None:
            return
        if marked == _DAY:
            if await desk.as_supervisor():
                await make_file(desk, title, File(f"certificates-{found[0].issued.body.day}"), _printer(of_day))
            continue
        await _do_with(desk, next(one for one in found if one.issued.body.number == marked))


def _lines(store: Store) -> list[_Line]:
    from storage.people.names import names_by_any_number
    from storage.recognition.certificates import certificates, is_replaceable, of_lost_desks

    names, team = names_by_any_number(store), store.identity.team
    to_replace = [one for one in of_lost_desks(store) if one.revoked is None]
    return [
        _Line(one, _text(one, names.get(one.body.volunteer, ("",))[0], team), is_replaceable(store, one))
        for one in (*reversed(to_replace), *reversed(certificates(store)))
    ]


def _of_last_day(found: Sequence[_Line]) -> list[str]:
    """The numbers of those in force that this desk issued on the last day on which there are any."""
    return [
        one.issued.body.number
        for one in found
        if one.issued.body.day == found[0].issued.body.day
        and one.issued.revoked is None
        and one.issued.content is not None
    ]


def _text(one: Issued, name: str, team: str) -> str:
    who = padded(plain(name) or within(one.body.volunteer, team), _NAME)
    return f"{padded(one.body.number, _NUMBER)} {one.body.day}  {who} {state_text(one)}"


async def _do_with(desk: Desk, line: _Line) -> None:
    number = line.issued.body.number
    lines = []
    if line.issued.content is not None:
        lines.append((_PRINT, _("print it again, with the same number")))
    if line.issued.revoked is None:
        if line.replaceable:
            lines.append((_REISSUE, _("a new one in its place, from the record of today …")))
        lines.append((_REVOKE, _("revoke it …")))
    if not lines:
        desk.app.notify(_("It was issued at another desk, and is revoked: there is nothing to do with it here."))
        return
    chosen = await choose(desk, number, lines, line.text)
    if chosen is None:
        return
    if chosen == _PRINT:
        if await desk.as_supervisor():
            await make_file(desk, _("Certificates"), File(number), _printer([number]))
    elif chosen == _REISSUE:
        await _reissue(desk, line.text, number)
    else:
        await _revoke(desk, line)


def issue_day(desk: Desk) -> Field:
    """The day that a certificate bears: that on which it is issued, unless somebody says another."""
    return Field(_ON, _("issued on"), today_at(desk).isoformat(), kind=Day())


def issued_on(values: Mapping[str, str]) -> date:
    """The day that stands in it. Raises Refused."""
    return parse_day(values[_ON], _ON)


def _why() -> Field:
    return Field(_WHY, _("why"), "", _("e.g. the name was wrong"), needed=REASON_NEEDED)


async def _reissue(desk: Desk, shown: str, number: str) -> None:
    from tui.screens.form import FormDialog

    title, file = _("Certificates"), File(f"{number}-new")

    async def do(values: dict[str, str]) -> Made:
        refused, insisted, on = list[Problem](), False, issued_on(values)

        def issue(store: Store) -> Content:
            from exports.printed.certificates.issuing import reissue

            with kept(refused):
                return reissue(store, number, on, Signature(desk.supervisor_name, values[_WHY]), insisted)

        try:
            await need_supervisor_after(desk, title, issue)
            return await made_in_form(desk, title, file, _reissuer(number, issue))
        except Refused:
            if not await issue_all_the_same(desk.app, refused):
                raise
        insisted = True
        await need_supervisor_after(desk, title, issue)
        return await made_in_form(desk, title, file, _reissuer(number, issue))

    fields = [_why(), issue_day(desk)]
    made = await desk.app.push_screen_wait(FormDialog(number, fields, do, shown + "\n"))
    if made is not None:
        await say_made(desk, title, made)


async def _revoke(desk: Desk, line: _Line) -> None:
    from tui.screens.form import FormDialog

    number = line.issued.body.number

    async def do(values: dict[str, str]) -> object:
        from storage.recognition.certificates import revoke

        lines = [line.text, revoking_text(line.issued)]
        await need_agreed(desk, _("Revoke a certificate?"), lines, _("revoke it"))
        await need_supervisor(desk)
        signed = Signature(desk.supervisor_name, values[_WHY])
        return await desk.writer.ask(lambda store: revoke(store, number, signed))

    if await desk.app.push_screen_wait(FormDialog(number, [_why()], do, line.text + "\n")) is not None:
        desk.app.notify(_("{number} is revoked.").format(number=number), timeout=12, markup=False)


def _printer(numbers: Sequence[str]) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.printed.certificates.issuing import filed_content, print_certificates

        printed = print_certificates(store, out, [filed_content(store, number) for number in numbers])
        text = ngettext("{count} certificate", "{count} certificates", len(numbers)).format(count=len(numbers))
        return Made(out, (text, *credential_file_lines(printed.credentials, out)), tuple(map(say, printed.notes)))

    return make


def _reissuer(number: str, issue: Callable[[Store], Content]) -> Callable[[Store, Path], Made]:
    # Where another place is asked for, it is printed there and not issued once more.
    made: list[Content] = []

    def make(store: Store, out: Path) -> Made:
        from exports.printed.certificates.issuing import print_certificates

        if not made:
            made.append(issue(store))
        content = made[0]
        printed = print_certificates(store, out, [content])
        text = _("{new} is issued in the place of {old}, which is revoked.").format(new=content.number, old=number)
        return Made(out, (text, *credential_file_lines(printed.credentials, out)), tuple(map(say, printed.notes)))

    return make
