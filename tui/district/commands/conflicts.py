"""Commands about a conflict: minutes are credited, or it stands."""

from __future__ import annotations

from collections.abc import Callable

from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.texts import _
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.views import WaitingFile
from exports.district.district import District
from exports.district.says.code_rulings import one_activity, own_code
from exports.district.says.refused_files import leave_off
from exports.district.says.rulings import Ruled, let_stand, rule_minutes, same_person, strike_out
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.packs_page import why_waiting
from tui.district.ruling_form import RulingForm
from tui.model.command_groups import Group
from tui.screens.choose import ChooseDialog
from tui.screens.field import Field
from tui.screens.fields.kinds import Number
from tui.screens.form import FormDialog
from tui.words.cells import plain
from tui.words.clashes import DIFFERENT


class Rule(ClerkCommand):
    __doc__ = N_("Rule on the conflict: credit minutes to the session, or say which number or activity counts.")
    name, keys, label, waits = "rule", ("r",), N_("Rule"), True
    cli = ("district rule",)
    group, what = Group.DECIDE, N_("Rule on the marked conflict")

    def fits(self, clerk: Clerk) -> bool:
        """With a conflict that comes from events, or of two numbers that may be one person."""
        return clerk.conflict is not None and _can_be_ruled(clerk.conflict)

    async def do(self, clerk: Clerk) -> None:
        """The conflict that is marked or shown: what is decided, with a reason; before → after first."""
        conflict = clerk.conflict
        if conflict is None or not _can_be_ruled(conflict):
            clerk.note(
                _(
                    "Go to a conflict of hours, codes or persons first; the others can only be left, or decided at the school."
                )
            )
            return
        match conflict.kind.name:
            case "code_clash":
                form = await _rule_on_code(clerk, conflict)
            case "two_teams":
                form = await _rule_on_person(clerk, conflict)
            case _:
                form = _rule_on_minutes(clerk, conflict)
        if form is not None and await clerk.answer(form):
            clerk.again()


class StrikeOut(ClerkCommand):
    __doc__ = N_("Strike out the marked event, of whichever school it is; it stays in the record and counts no more.")
    name, keys, label, waits = "strike_out", ("x",), N_("Strike out"), True
    also = N_("undo, delete")
    group, what = Group.DECIDE, N_("Strike out the marked event")

    def fits(self, clerk: Clerk) -> bool:
        """Where the marked row is an event."""
        return clerk.marked is not None and bool(clerk.marked.event)

    async def do(self, clerk: Clerk) -> None:
        """Show what it changes, before → after, ask for a reason, and strike it out."""
        marked = clerk.marked
        if marked is None or not marked.event:
            clerk.note(_("Go to an event first: Enter on a conflict or a session shows its events."))
            return
        event = marked.event

        def decide(district: District, values: dict[str, str]) -> object:
            return strike_out(district, event, Signature(clerk.operator, values["reason"]))

        told = "  ".join(filter(None, marked.cells[:4]))
        if await clerk.answer(RulingForm(clerk, _("Strike out"), [Field("reason", _("reason"))], decide, told)):
            clerk.again()


class Stand(ClerkCommand):
    __doc__ = N_("Leave the conflict as it is, or the refused file off the list, with a reason.")
    name, keys, label, waits = "stand", ("l",), N_("Leave it"), True
    group, what = Group.DECIDE, N_("Leave the marked conflict as it is, or a refused file off the list")

    def fits(self, clerk: Clerk) -> bool:
        """With a conflict, or a file that was refused."""
        return clerk.conflict is not None or _refused_file(clerk) is not None

    async def do(self, clerk: Clerk) -> None:
        """The conflict that is marked or shown, or the file: a reason."""
        conflict, file = clerk.conflict, _refused_file(clerk)
        if conflict is not None:
            title, told = _("Leave it"), conflict.text
            left = await _left(clerk, title, told, lambda district, signed: let_stand(district, conflict, signed))
        elif file is not None:
            title, told = _("Leave off the list"), _("{label}: ").format(label=plain(file.file)) + why_waiting(file)
            left = await _left(clerk, title, told, lambda district, signed: leave_off(district, file.digest, signed))
        else:
            clerk.note(_("Go to a conflict first."))
            return
        if left:
            clerk.again()


async def _left(clerk: Clerk, title: str, told: str, leave: Callable[[District, Signature], None]) -> bool | None:
    """Leave it, with a reason that is asked for; None where the clerk goes back."""

    async def save(values: dict[str, str]) -> bool:
        signed = Signature(clerk.operator, values["reason"])
        await clerk.work.ask(lambda district: leave(district, signed))
        return True

    return await clerk.answer(FormDialog(title, [Field("reason", _("reason"))], save, told))


def _refused_file(clerk: Clerk) -> WaitingFile | None:
    file = clerk.marked.waiting if clerk.marked is not None else None
    return file if file is not None and file.result == "refused" else None


def _can_be_ruled(conflict: Conflict) -> bool:
    return (bool(conflict.events) and conflict.kind.of_hours) or conflict.kind.name == "two_teams"


def _rule_on_minutes(clerk: Clerk, conflict: Conflict) -> RulingForm:
    def decide(district: District, values: dict[str, str]) -> object:
        return _rule(district, conflict, values, clerk.operator)

    fields = [Field("minutes", _("minutes"), kind=Number()), Field("reason", _("reason"))]
    return RulingForm(clerk, _("Rule"), fields, decide, conflict.text)


async def _rule_on_person(clerk: Clerk, conflict: Conflict) -> RulingForm | None:
    """Two numbers are one person: which of both counts from now on. That they are two persons is `Leave it`."""
    at = conflict.values
    one, other = f"{at['team']}/{at['number']}", f"{at['other_team']}/{at['other']}"
    counts = _("one person, and {number} counts from now on")
    choices = [(number, counts.format(number=number)) for number in (one, other)]
    kept = await clerk.answer(ChooseDialog(_("Rule"), choices, explanation=conflict.text))
    if kept is None:
        return None

    def decide(district: District, values: dict[str, str]) -> object:
        signed = Signature(clerk.operator, values["reason"])
        return same_person(district, other if kept == one else one, kept, signed)

    return RulingForm(clerk, _("Rule"), [Field("reason", _("reason"))], decide, conflict.text)


async def _rule_on_code(clerk: Clerk, conflict: Conflict) -> RulingForm | None:
    """One activity, by the facts of either, or two: then the later one gets a code of its own."""
    first, other = conflict.events
    one = _("one activity, as in: {activity}")
    choices = [
        (first, one.format(activity=conflict.values["one"])),
        (other, one.format(activity=conflict.values["other"])),
        ("", _(DIFFERENT)),
    ]
    kept = await clerk.answer(ChooseDialog(conflict.text, choices))
    if kept is None:
        return None

    def decide(district: District, values: dict[str, str]) -> object:
        signed = Signature(clerk.operator, values["reason"])
        if not kept:
            return own_code(district, other, signed)
        return one_activity(district, other if kept == first else first, kept, signed)

    return RulingForm(clerk, _("Rule"), [Field("reason", _("reason"))], decide, conflict.text)


def _rule(district: District, conflict: Conflict, values: dict[str, str], operator: str | None) -> Ruled:
    minutes = values["minutes"]
    if not (minutes.isascii() and minutes.isdigit()) or len(minutes) > 4:
        raise refuse("bad_minutes", "--minutes", N_("write whole minutes"))
    return rule_minutes(district, _session_of(district, conflict), int(minutes), Signature(operator, values["reason"]))


def _session_of(district: District, conflict: Conflict) -> str:
    """The session that the conflict is about: the one that waits for review, else the first."""
    row = district.db.execute(
        "SELECT key FROM session WHERE key IN (SELECT unnest($1)) OR open_event IN (SELECT unnest($1)) "
        "OR close_event IN (SELECT unnest($1)) ORDER BY status <> 'needs_review', start LIMIT 1",
        [list(conflict.events)],
    ).fetchone()
    if row is None:
        raise refuse(
            "no_session", "", N_("no session belongs to this conflict: leave it as it is, or correct it at the school")
        )
    return str(row[0])
