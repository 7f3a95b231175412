"""What a kit, the district's kit and its receipt brought, in lines: on the command line as on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.durations import hours_text
from checkin.texts import _
from storage.store import Store
from tui.words.counts import badges_text, persons_text, teams_text
from tui.words.hours_change import brought_lines
from tui.words.laptop.protection import unprotected_kit_lines
from tui.words.people.notes import brought_note_lines
from tui.words.people.purging import stays_purged_lines
from tui.words.set_aside import set_aside_lines

if TYPE_CHECKING:
    from exports.exchange.brought import Brought
    from exports.exchange.district_kit.taking import DistrictKitTaken
    from exports.exchange.kit.taking import KitTaken
    from exports.exchange.receipt.taking import ReceiptTaken


def kit_lines(store: Store, brought: Brought[KitTaken]) -> list[str]:
    """That a kit was taken, and below it what it changed here; that it was here already."""
    taken = brought.taken
    if not taken.new:
        return [_was_here(taken.version)]
    text = _("Version {version} of the kit is taken: {persons}.")
    return [
        text.format(version=taken.version, persons=persons_text(taken.persons)),
        *set_aside_lines(brought.set_aside),
        *brought_lines(store, brought.change),
        *brought_note_lines(store, taken.notes),
        *stays_purged_lines(taken.kept_purged),
        *unprotected_kit_lines(store.folder.path),
    ]


def receipt_taken_lines(store: Store, brought: Brought[ReceiptTaken]) -> list[str]:
    """That a receipt was taken, and below it what it changed here; that it was here already."""
    taken = brought.taken
    if not taken.new:
        return [_("This receipt was here already; nothing changed.")]
    text = _("Receipt of “{district}” · rulings: {rulings} (new: {new}) · faults: {faults} · earned elsewhere: {hours}")
    told = text.format(
        district=taken.district,
        rulings=taken.rulings,
        new=taken.new_rulings,
        faults=taken.faults,
        hours=hours_text(taken.minutes),
    )
    return [told, *set_aside_lines(brought.set_aside), *brought_lines(store, brought.change, by_the_district=True)]


def district_kit_text(taken: DistrictKitTaken) -> str:
    """That the district's kit was taken, or was here already."""
    if not taken.new:
        return _was_here(taken.version)
    text = _("Version {version} of the district's kit is taken: {teams}, and of visitors {badges}.")
    return text.format(version=taken.version, teams=teams_text(taken.teams), badges=badges_text(taken.badges))


def district_kit_warnings(taken: DistrictKitTaken) -> list[str]:
    """What the district's kit lacks, or does not change here."""
    lines = []
    if not taken.listed:
        lines.append(_("The district's list does not have this team: ask the district which code it has there."))
    if taken.own_holidays:
        lines.append(
            _("holidays.toml in the data folder was changed here and stays; rename it to have the district's.")
        )
    return lines


def new_district_lines(taken: DistrictKitTaken | ReceiptTaken) -> list[str]:
    """The key of a district that was not known here, to be compared by telephone: it is accepted from now on. Else nothing."""
    if not taken.first:
        return []
    text = _("The district is “{name}”. Compare its key with the district by telephone:")
    return [text.format(name=taken.district), f"  {taken.fingerprint}"]


def forgotten_desk_text(name: str) -> str:
    """That a desk which never came is no longer waited for."""
    return _("Desk “{name}” is no longer expected.").format(name=name)


def _was_here(version: int) -> str:
    return _("Version {version} of the kit was here already; nothing changed.").format(version=version)
