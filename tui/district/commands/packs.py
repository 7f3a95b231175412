"""Commands about what comes in: packs are merged, teams are trusted."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext, say
from exports.district.district import District
from exports.district.record.merging import merge, retry_held
from exports.district.record.pack_results import PackResult
from exports.district.says.trust import trust_file
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.screens.ask import AskDialog
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.words.set_aside import set_aside_lines


class Merge(ClerkCommand):
    __doc__ = N_("Take packs in: a file, or a folder with all that is in it.")
    name, keys, label, waits = "merge", ("m", "f2"), N_("Merge"), True

    async def do(self, clerk: Clerk) -> None:
        """Ask for a path; the clerk goes on while the packs are looked through."""

        async def keep(values: dict[str, str]) -> str:
            return values["path"]

        explanation = _("A pack, or a folder: everything in it is looked at, nothing else is changed.")
        path = await clerk.answer(FormDialog(_("Merge"), [Field("path", _("file or folder"))], keep, explanation))
        if path is not None:
            clerk.start(_merge(clerk, Path(path).expanduser()))


class Trust(ClerkCommand):
    __doc__ = N_("Trust the team whose pack or key file this is, after comparing its fingerprint with the school.")
    name, keys, label, waits = "trust", ("t", "f3"), N_("Trust"), True

    async def do(self, clerk: Clerk) -> None:
        """Ask for a file; then tell the fingerprint, and what came free by it."""

        async def save(values: dict[str, str]) -> tuple[Path, list[str] | Problem]:
            file = Path(values["path"]).expanduser()
            try:
                return file, await clerk.ask(lambda district: _trust(district, file, clerk.operator))
            except Refused as refused:
                if refused.problems[0].code not in _SECOND_KEY:
                    raise
                return file, refused.problems[0]

        explanation = _("A pack or a key file of the team. Compare its fingerprint with the school by telephone.")
        answer = await clerk.answer(FormDialog(_("Trust"), [Field("path", _("file"))], save, explanation))
        if answer is None:
            return
        file, found = answer
        lines = await _trust_too(clerk, file, found) if isinstance(found, Problem) else found
        if lines is not None:
            clerk.tell(_("Trust"), lines)
            clerk.again()


_SECOND_KEY = {
    "another_key": N_("both are right: trust it too"),
    "another_school": N_("it is one school under a new name"),
}
"""Problems of a key that is not the first one of its team here, with the word for the clerk's decision."""


async def _trust_too(clerk: Clerk, file: Path, problem: Problem) -> list[str] | None:
    """Tell names and fingerprints of both, and trust the second key if the clerk decides so."""
    if not await clerk.answer(AskDialog(_("Trust"), [say(problem)], _(_SECOND_KEY[problem.code]))):
        return None
    one_school = problem.code == "another_school"
    return await clerk.tried(lambda district: _trust(district, file, clerk.operator, also=True, one_school=one_school))


async def _merge(clerk: Clerk, path: Path) -> None:
    clerk.note(_("Looking through the packs …"))
    results = await clerk.tried(lambda district: merge(district, [path]))
    if results is not None:
        lines = [line for one in results for line in (_line(one), *set_aside_lines(one.set_aside))]
        clerk.tell(_("Merge"), lines or [_("No packs there.")])
        clerk.again()


def _trust(
    district: District, file: Path, operator: str | None, *, also: bool = False, one_school: bool = False
) -> list[str]:
    one = trust_file(district, file, Signature(operator), also=also, one_school=one_school)
    text = _("{team}: key {fingerprint} is trusted.").format(team=one.team, fingerprint=one.fingerprint)
    return [text, *(line for one in retry_held(district) for line in (_line(one), *set_aside_lines(one.set_aside)))]


def _line(one: PackResult) -> str:
    match one.result:
        case "merged" if one.problem is None:
            text = ngettext("{pack}: merged, {count} new event", "{pack}: merged, {count} new events", one.new_events)
            return text.format(pack=one.pack, count=one.new_events)
        case "held":
            return _("{pack}: waits. {reason}").format(pack=one.pack, reason=say(one.problem) if one.problem else "")
        case "refused":
            return _("{pack}: refused. {reason}").format(pack=one.pack, reason=say(one.problem) if one.problem else "")
        case _:
            return f"{one.pack}: {say(one.problem) if one.problem else ''}"
