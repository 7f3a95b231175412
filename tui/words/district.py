"""What is said of the district's folder: on the command line as on the clerk's screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_
from checkin.rules.school_year.requirements import FEWEST
from checkin.texts import _, ngettext
from tui.words.counts import badges_text, events_text, packs_text, sessions_text, teams_text

if TYPE_CHECKING:
    from exports.district.record.pack_results import PackResult
    from exports.district.record.rebuilding import Rebuilt
    from exports.district.says.district_kit import DistrictKitMade

KIT = N_("Write the district's kit: team codes, categories, stars, holidays, and whose badges visitors show.")
RECEIPTS = N_("Write for each team what was decided about its record: rulings, faults, hours elsewhere.")
"""What these commands do, in the help of both."""
NO_REQUIREMENT = N_("No requirement is for anybody in the registers.")
NO_UNUSUAL_SHARE = N_("No desk has an unusual share.")


def sound_text() -> str:
    """That nothing is wrong with the folder."""
    return _("The district's folder is sound.")


def made_anew_text(made: Rebuilt) -> str:
    """Of what the record was made anew."""
    text = _("Made anew: {packs}, {events}, {rulings} of them the district's own, {sessions}.")
    packs, events, sessions = packs_text(made.packs), events_text(made.events), sessions_text(made.sessions)
    return text.format(packs=packs, events=events, rulings=made.rulings, sessions=sessions)


def old_file_text(file: Path | str) -> str:
    """Where the record is that was replaced."""
    return _("The old file is kept as {file}.").format(file=file)


def kit_made_lines(made: DistrictKitMade, file: Path | str) -> tuple[str, str]:
    """What is in the district's kit and where it is; and the key that the teams see."""
    text = _("Version {version} of the district's kit is in {file}: {teams}, {badges}.")
    key = _("The teams then see the district's key; read it to them by telephone: {fingerprint}")
    return (
        text.format(version=made.version, file=file, teams=teams_text(made.teams), badges=badges_text(made.badges)),
        key.format(fingerprint=made.fingerprint),
    )


def teams_expected_text(count: int) -> str:
    """How many teams the list has."""
    return ngettext("{count} team should report.", "{count} teams should report.", count).format(count=count)


def too_few_text() -> str:
    """Why a share is missing."""
    return _("Of fewer than {count} persons no share is told.").format(count=FEWEST)


def pack_text(pack: str, one: PackResult, reason: str) -> str:
    """What became of a pack, which is named as `pack`, and why."""
    match one.result:
        case "merged" if one.problem is None:
            text = ngettext("{pack}: merged, {count} new event", "{pack}: merged, {count} new events", one.new_events)
            return text.format(pack=pack, count=one.new_events)
        case "held":
            text = _("{pack}: waits. {reason}")
        case "passed_over":
            text = _("{pack}: passed over: {reason}")
        case "refused":
            text = _("{pack}: refused. {reason}")
        case _:
            text = _("{pack}: {reason}")
    return text.format(pack=pack, reason=reason)
