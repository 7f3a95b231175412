"""`hourdesk verify`: is a pack sound, and whose is it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.instants import utc_text
from checkin.rules.lost_desks import NOBODY_LOST, LostDesks
from checkin.rules.problems import N_, Refused
from checkin.texts import _, enumerated, ngettext
from storage.store import has_desk
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json
from tui.cli.base.passphrase import unlock_desk_if_possible
from tui.words.cells import plain
from tui.words.set_aside import set_aside_lines, set_aside_objects

if TYPE_CHECKING:
    from exports.exchange.keyring import Keyring


@examples(N_("hourdesk verify gate.hdpack"))
@command(
    "verify",
    N_("Check whether a pack or the statement of a purge is sound, who wrote it, and whether its key is trusted here."),
)
@options.in_file("pack")
@options.json_option
@pass_desk
def verify(choice: DeskChoice, pack: Path, as_json: bool) -> None:
    """Read all of it; an unsound one ends the command with its reason."""
    from exports.exchange.pack.verifying import verify_pack
    from exports.exchange.receiving import FileKind, kind_of

    if kind_of(pack) is FileKind.PURGE_STATEMENT:
        _verify_statement(choice, pack, as_json=as_json)
        return
    keyring, identity, lost = _who_knows(choice)
    found = verify_pack(pack, keyring, identity, lost)
    if as_json:
        result_json(
            {
                "pack": str(pack),
                "team": found.team,
                "team_name": found.team_name,
                "desk": found.desk,
                "desk_name": found.desk_name,
                "desks": list(found.desks),
                "events": found.events,
                "fingerprint": found.fingerprint,
                "trusted": found.trusted,
                "set_aside": set_aside_objects(found.set_aside),
                "desk_revoked": found.desk_revoked,
            }
        )
        return
    text = ngettext(
        "{file} is sound: {count} event of {team} {team_name}",
        "{file} is sound: {count} events of {team} {team_name}",
        found.events,
    )
    result(text.format(file=pack, count=found.events, team=found.team, team_name=plain(found.team_name)))
    result(_("desk “{name}” (id {desk})").format(name=plain(found.desk_name), desk=found.desk))
    if len(found.desks) > 1:
        # Names are in the order of the pack: the desk that wrote it comes first.
        others = enumerated(plain(name) for name in found.desks[1:])
        result(_("with the logs of: {names}").format(names=others))
    result(_("key of the team: {fingerprint}").format(fingerprint=found.fingerprint))
    result(_trust_words(found.trusted))
    for line in set_aside_lines(found.set_aside):
        message(line)
    if found.desk_revoked is not None:
        text = _("The desk that wrote it was REVOKED on {at}, as a lost laptop: what it recorded later waits.")
        result(text.format(at=found.desk_revoked[:16].replace("T", " ")))


def _verify_statement(choice: DeskChoice, file: Path, *, as_json: bool) -> None:
    """The signed statement of a purge: by counts what went, and that the hours are the same. Exit code 1 where they are not."""
    from exports.exchange.keyring import believes
    from exports.exchange.pack.vouching import fingerprint
    from exports.exchange.purging.statement import read_statement
    from tui.words.people.purging import field_name, totals_line

    keyring, _identity, _lost = _who_knows(choice)
    found = read_statement(file)
    trusted = None if keyring is None else believes(keyring, found.team, found.root)
    same = found.before == found.after
    if as_json:
        result_json(
            {
                "statement": str(file),
                "team": found.team,
                "team_name": found.team_name,
                "desk": found.desk,
                "desk_name": found.desk_name,
                "at": utc_text(found.at),
                "events": list(found.events),
                "register": {field: list(counts) for field, counts in found.register.items()},
                "totals_before": found.before._asdict(),
                "totals_after": found.after._asdict(),
                "fingerprint": fingerprint(found.root),
                "trusted": trusted,
            }
        )
    else:
        text = _("{file} is the sound statement of a purge by {team} {team_name}, desk “{desk}”, {at}")
        result(
            text.format(
                file=file,
                team=found.team,
                team_name=plain(found.team_name),
                desk=plain(found.desk_name),
                at=utc_text(found.at),
            )
        )
        for field, (before, after) in found.register.items():
            result(f"  {field_name(field)}  {before} → {after}")
        result(totals_line(found.after) if same else _("The totals before and after are NOT the same."))
        result(_("key of the team: {fingerprint}").format(fingerprint=fingerprint(found.root)))
        result(_trust_words(trusted))
    finish(refused=not same)


def _trust_words(trusted: bool | None) -> str:
    match trusted:
        case True:
            return _("This key is trusted here.")
        case False:
            return _("This key is NOT trusted here: compare it with the school before you use the pack.")
        case None:
            return _("Whether this key is the team's is unknown here: compare it with the school.")


def _who_knows(choice: DeskChoice) -> tuple[Keyring | None, str | None, LostDesks]:
    """The trusted keys of this desk or else of this district, the key that opens what is sealed to its team or to it, and the
    lost desks that are known here."""
    from exports.district.district import has_district
    from tui.cli.district.district_choice import district_path

    if has_desk(choice.path):
        unlock_desk_if_possible(choice.path)
        keyring, lost = _of_desk(choice.path)
        return keyring, _copies_secret(choice.path), lost
    data = district_path(choice)
    if not has_district(data) or not _opens(data):
        return None, None, NOBODY_LOST
    from exports.district.district import open_district
    from exports.district.record.common_facts import common_facts
    from exports.district.says.sealed import opening_key
    from exports.district.says.trust import keyring_of

    with open_district(data, choice.clock) as district:
        return keyring_of(district), opening_key(district), common_facts(district).joins.lost


def _opens(district: Path) -> bool:
    """Whether a district's folder can be read now: a pack can be checked without it too, where nobody gives its passphrase."""
    from storage.disk.protection.open_keys import is_locked
    from tui.cli.base.passphrase import unlock_district_if_possible

    unlock_district_if_possible(district)
    return not is_locked(district)


def _copies_secret(path: Path) -> str | None:
    """What opens the team's copies; None where it is not here, or locked: a pack that is not sealed can still be checked."""
    from storage.disk.copies.copies_key import copies_secret
    from storage.disk.folder import DataFolder

    try:
        return copies_secret(DataFolder(path))
    except Refused:
        return None


def _of_desk(path: Path) -> tuple[Keyring | None, LostDesks]:
    """What this desk knows; no keys if its record is damaged, so that the pack can still be checked."""
    from storage.keyring import keyring_in, lost_in

    try:
        return keyring_in(path), lost_in(path)
    except Refused:
        return None, NOBODY_LOST
