"""A team's key is trusted: that of the marked pack, or of a file; the fingerprint is compared by telephone before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from checkin.rules.problems import N_, Refused
from checkin.rules.signature import Signature
from checkin.texts import _, in_a_row, say
from exports.district.asks.views import WaitingFile
from exports.district.district import District
from exports.district.record.merging import retry_held
from exports.district.says.trust import Trusted, key_in, trust_key, waiting_key
from exports.exchange.key_file import TeamKey
from exports.exchange.pack.vouching import fingerprint
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.commands.packs import result_lines
from tui.model.command_groups import Group
from tui.model.stay import Stay
from tui.screens.ask import AskDialog
from tui.screens.field import Field
from tui.screens.fields.kinds import File
from tui.screens.fields.paths import FILE_NEEDED, path_of
from tui.screens.form import FormDialog
from tui.words.faults import sentences

_SECOND_KEY = {
    "another_key": N_("both are right: trust it too"),
    "another_school": N_("it is one school under a new name"),
}
"""Problems of a key that is not the first one of its team here, with the word for the clerk's decision."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A key and where it was found."""

    key: TeamKey
    where: str


class Trust(ClerkCommand):
    __doc__ = N_("Trust the team of the marked pack, after comparing its fingerprint with the school by telephone.")
    name, keys, label, waits = "trust", ("t",), N_("Trust"), True
    also = N_("signature, fingerprint")
    cli = ("district trust",)
    group, what = Group.TAKE_IN, N_("Trust a school’s key")

    def fits(self, clerk: Clerk) -> bool:
        """With a pack that waits; what was refused holds no key, or none that helps."""
        return _waiting(clerk) is not None

    async def do(self, clerk: Clerk) -> None:
        """The pack that is marked where one waits, else a file that is named; then tell what came free by it."""
        waiting = _waiting(clerk)
        trusted = await (_of_file(clerk) if waiting is None else _of_waiting(clerk, waiting))
        if trusted is not None:
            await _take_what_waited(clerk, trusted)


def _waiting(clerk: Clerk) -> WaitingFile | None:
    """The marked pack, if it waits."""
    marked = clerk.marked.waiting if clerk.marked is not None else None
    return marked if marked is not None and marked.result == "held" else None


async def _of_waiting(clerk: Clerk, waiting: WaitingFile) -> Trusted | None:
    key = await clerk.work.long(_("Trust"), lambda district: waiting_key(district, waiting.digest, waiting.file))
    if key is None:
        return None
    try:
        return await _trusted(clerk, _Found(key, waiting.file))
    except (Refused, OSError) as error:
        clerk.tell(_("That did not work"), sentences(error))
        return None


async def _of_file(clerk: Clerk) -> Trusted | None:
    """The form stays below the questions: whoever says no there finds the file still named."""

    async def save(values: dict[str, str]) -> Trusted:
        file = path_of(values["path"])
        key = await clerk.work.made(_("Trust"), lambda district: key_in(district, file))
        trusted = await _trusted(clerk, _Found(key, str(file)))
        if trusted is None:
            raise Stay
        return trusted

    explanation = _("No waiting pack is marked: name a pack or a key file of the team.")
    field = Field("path", _("file"), kind=File((".hdpack", ".hdkey")), needed=FILE_NEEDED)
    return await clerk.answer(FormDialog(_("Trust"), [field], save, explanation, does=_("go on")))


def _question(found: _Found) -> AskDialog:
    lines = [
        _("School: {name} ({team})").format(name=found.key.team_name, team=found.key.team),
        _("Fingerprint: {fingerprint}").format(fingerprint=fingerprint(found.key.key)),
        "",
        _(
            "Call the school: its first desk shows the fingerprint where packs are taken in (Shift+F7). Trust the key only if both are the same."
        ),
    ]
    return AskDialog(_("Trust this school’s key?"), lines, _("the fingerprints are the same: trust it"))


async def _take_what_waited(clerk: Clerk, trusted: Trusted) -> None:
    """What waited for this key comes in. It may be a whole year: stopped, it waits on, and the key stays trusted."""
    text = _("{team}: key {fingerprint} is trusted.").format(team=trusted.team, fingerprint=trusted.fingerprint)
    results = await clerk.work.long(_("Trust"), retry_held)
    if results is None:
        clerk.note(in_a_row((text, _("Its packs still wait: t on one of them takes them in."))))
    else:
        clerk.tell(_("Trust"), [text, *result_lines(results)])
    clerk.again()


async def _trusted(clerk: Clerk, found: _Found) -> Trusted | None:
    """Trust the key once the clerk has compared it, None where that one says no; of a second one names and fingerprints of both
    are told first. Raises Refused where neither helps."""
    if not await clerk.answer(_question(found)):
        return None
    try:
        return await clerk.work.ask(_job(found, clerk.operator))
    except Refused as refused:
        problem = refused.problems[0]
        if problem.code not in _SECOND_KEY:
            raise
    if not await clerk.answer(AskDialog(_("Trust"), [say(problem)], _(_SECOND_KEY[problem.code]))):
        return None
    return await clerk.work.ask(_job(found, clerk.operator, also=True, one_school=problem.code == "another_school"))


def _job(
    found: _Found, operator: str | None, *, also: bool = False, one_school: bool = False
) -> Callable[[District], Trusted]:
    return lambda district: trust_key(
        district, found.key, found.where, Signature(operator), also=also, one_school=one_school
    )
