"""`hourdesk take --foreign`: the pack of a laptop that was set up by itself, after its fingerprint was compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.log.appended import last_place
from storage.store import Store
from tui.cli.base.output import agrees, message, result, result_json
from tui.cli.base.supervisor import Supervisor
from tui.cli.base.terminal import can_ask
from tui.words.set_aside import set_aside_objects

if TYPE_CHECKING:
    from exports.exchange.foreign.taking import Foreign, JoinTaken


def take_foreign_file(
    store: Store, file: Path, signed: Signature, compared: str | None, supervisor: Supervisor, *, as_json: bool
) -> None:
    """Show what the pack would bring, ask whether the fingerprint is right, and take it as the supervisor.

    Raises Refused where nobody compared the fingerprint.
    """
    from exports.exchange.foreign.taking import foreign_pack
    from tui.words.exchange.brought import brought_by_foreign
    from tui.words.exchange.foreign import foreign_lines

    place = last_place(store.connection)
    with foreign_pack(store, file, compared) as offer:
        found = offer.look()
        if not as_json:
            for line in foreign_lines(found, store.identity.team):
                result(line)
        if compared is None:
            _ask(file, found)
        supervisor()
        taken = offer.take(signed)
    if as_json:
        result_json(_object(file, found, taken))
        return
    for line in brought_by_foreign(store, taken.taken, place):
        message(line)
    if found.back:
        result(_("Taken: this desk is one of the team of “{name}” from now on.").format(name=found.desk_name))
        return
    result(_("Taken: desk “{name}” is a desk of this team from now on.").format(name=found.desk_name))
    result(
        _(
            "Write a pack here (hourdesk export) and take it there with hourdesk take --foreign, so that both have the same."
        )
    )
    result(_("To undo it: hourdesk void {event} --reason R").format(event=taken.event))


def _ask(file: Path, found: Foreign) -> None:
    if not can_ask():
        message_ = N_(
            "compare the fingerprint {fingerprint} with the one that the other laptop shows (hourdesk export team.hdkey); if it "
            "is the same, add --fingerprint with it. Nothing was taken"
        )
        raise refuse("not_compared", str(file), message_, fingerprint=found.fingerprint)
    question = _("Does the other laptop show the same fingerprint (hourdesk export team.hdkey), and shall it be taken?")
    if not agrees(question):
        raise refuse("not_compared", str(file), N_("nothing was taken"))


def _object(file: Path, found: Foreign, made: JoinTaken) -> dict[str, object]:
    return {
        "pack": file.name,
        "desk_name": found.desk_name,
        "fingerprint": found.fingerprint,
        "events": made.taken.events,
        "new_events": made.taken.new_events,
        "set_aside": set_aside_objects(made.taken.set_aside),
        "not_moved_up": [one.number for one in made.taken.late.persons] if made.taken.late else [],
        "event": made.event,
        "same": found.matching.same,
        "only_there": found.matching.only_there,
        "apart": found.matching.numbers,
        "before": found.before._asdict(),
        "after": found.after._asdict(),
        "changed": found.changed._asdict(),
        "changed_to": found.changed_to._asdict(),
    }
