"""A kit for another desk of the team, and what comes in as a file: a newer kit, the district's kit, its receipt, a pack."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.log.expected_desks import expected_desks, forget_expected
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_file
from tui.desk.making.choosing import agreed, choose
from tui.desk.making.flow import File, made_in_form, say_made, sticks_of
from tui.model.stay import Stay
from tui.screens.making.made import Made
from tui.words.amounts import day_and_clock_text, zone_of
from tui.words.cells import plain
from tui.words.exchange.kits import forgotten_desk_text

_OTHER, _MOST = "other", 20
_KIT, _GONE = "kit", "gone:"
_ENDINGS = (".hdkit", ".hdreceipt", ".hdpack")


async def make_kit(desk: Desk) -> None:
    """Ask what the other desk is called and for a passphrase, and write the kit, onto the stick where there is one."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Secret, YesNo
    from tui.screens.form import FormDialog

    title = _("Kit for another desk")
    if desk.identity is None:
        return
    must = await desk.tried(_is_protected)
    if must is None or not await _wants_kit(desk, title):
        return

    identity, sticks = desk.identity, await asyncio.to_thread(sticks_of, desk)

    async def keep(values: dict[str, str]) -> Made:
        if values["passphrase"] != values["again"]:
            raise refuse("not_the_same", "", N_("the two passphrases are not the same: type them again"))
        if must and not values["passphrase"]:
            raise refuse("needs_passphrase", "", N_("this desk is protected, and so is its kit: type a passphrase"))
        if values["notes"] and not values["passphrase"]:
            message = N_("notes on people travel only in a kit with a passphrase: type one")
            raise refuse("needs_passphrase", "passphrase", message)
        if not await desk.as_supervisor():
            raise Stay
        name = values["desk"]
        file = File("-".join(filter(None, [identity.team, name])), ".hdkit", True, sticks[0] if sticks else None)
        maker = _maker(name or None, values["passphrase"] or None, bool(values["notes"]))
        return await made_in_form(desk, title, file, maker)

    fields = [
        Field("desk", _("name of that desk"), example=_("e.g. gate 2; may stay empty")),
        Field("passphrase", _("passphrase"), example=_("empty: the kit has none"), kind=Secret()),
        Field("again", _("the same again"), kind=Secret()),
        Field("notes", _("notes on people"), kind=YesNo(_("put them in: allergy, vest number …"))),
    ]
    explanation = _("The kit brings people, badges and activities to another laptop of the team.")
    made = await desk.app.push_screen_wait(FormDialog(title, fields, keep, explanation))
    if made is not None:
        await say_made(desk, title, made)


async def _wants_kit(desk: Desk, title: str) -> bool:
    """Whether a kit is to be made: where desks are expected that never came, one may be expected no longer instead."""
    expected = await desk.tried(lambda store: expected_desks(store.connection))
    if not expected:
        return expected is not None
    never = _("“{name}” was never used: expect it no longer …")
    lines = [
        (_KIT, _("a kit for another desk")),
        *((_GONE + name, never.format(name=plain(name))) for name in expected),
    ]
    chosen = await choose(desk, title, lines)
    if chosen is None or chosen == _KIT:
        return chosen is not None
    name = chosen.removeprefix(_GONE)
    told = [_("Its scans are no longer waited for; if it was used after all, its pack still comes in.")]
    title = _("Expect “{name}” no longer?").format(name=plain(name))
    if await agreed(desk, title, told, _("expect it no longer")) and await desk.as_supervisor():

        def forget(store: Store) -> bool:
            forget_expected(store.connection, store.ledger, name)
            return True

        if await desk.tried(forget):
            desk.app.notify(forgotten_desk_text(name), timeout=8, markup=False)
    return False


def _maker(name: str | None, passphrase: str | None, with_notes: bool) -> Callable[[Store, Path], Made]:
    def make(store: Store, out: Path) -> Made:
        from exports.exchange.kit.making import make_kit
        from storage.people.notes import all_notes
        from tui.words.people.notes import notes_in_kit_text

        version = make_kit(store, out, passphrase, name, with_notes=with_notes)
        lines = (
            _("Version {version} of the kit.").format(version=version),
            *([notes_in_kit_text(len(all_notes(store)))] if with_notes else []),
            _("On the other laptop: start Hourdesk, and choose “The team has a desk already”."),
        )
        return Made(out, lines)

    return make


async def bring_in_file(desk: Desk) -> None:
    """Choose a file from a stick, or name one, and do what its content says."""
    from tui.desk.making.laptop.takeable import need_takeable
    from tui.desk.making.laptop.taking_kits import take_file

    title = _("Bring a file in")
    sticks = await asyncio.to_thread(sticks_of, desk)
    here = zone_of(None, desk.identity, desk.clock)
    found = await asyncio.to_thread(files_near, sticks)
    lines = [(str(file), f"{day_and_clock_text(at, here)}  {file}") for file, at in found[:_MOST]]
    explanation = _("A receipt or kit of the district, a newer kit of the team's first desk, another desk's pack.")
    chosen: str | None = _OTHER
    if lines:
        chosen = await choose(desk, title, [*lines, (_OTHER, _("another file …"))], explanation)
    file = Path(chosen) if chosen is not None else None
    if chosen == _OTHER:
        file = await ask_file(desk, title, explanation, _ENDINGS, need_takeable)
    if file is not None:
        await take_file(desk, file)


def files_near(sticks: Sequence[Path]) -> list[tuple[Path, int]]:
    """Files that travel, on sticks and in their folders, each with when it was written (milliseconds), the newest first."""
    found: dict[Path, int] = {}
    for stick in sticks:
        for pattern in ("*", "*/*"):
            try:
                files = [file for file in stick.glob(pattern) if file.suffix.lower() in _ENDINGS and file.is_file()]
                found.update((file, file.stat().st_mtime_ns // 1_000_000) for file in files)
            except OSError:
                continue
    return sorted(found.items(), key=lambda one: (-one[1], str(one[0])))


def _is_protected(store: Store) -> bool:
    from storage.protecting import is_desk_protected

    return is_desk_protected(store.folder.path)
