"""Commands about a conflict: minutes are credited, or it stands."""

from __future__ import annotations

from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.texts import _
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.district import District
from exports.district.says.code_rulings import RuledCode, one_activity, own_code
from exports.district.says.rulings import let_stand, rule_minutes
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.screens.choose import ChooseDialog
from tui.screens.field import Field
from tui.screens.fields.kinds import Number
from tui.screens.form import FormDialog
from tui.words.clashes import code_change_text


class Rule(ClerkCommand):
    __doc__ = N_("Rule on the conflict: credit minutes to the session.")
    name, keys, label, waits = "rule", ("r",), N_("Rule"), True

    def fits(self, clerk: Clerk) -> bool:
        """With a conflict that comes from events."""
        return clerk.conflict is not None and bool(clerk.conflict.events)

    async def do(self, clerk: Clerk) -> None:
        """The conflict that is marked or shown: minutes for its session, and the reason."""
        conflict = clerk.conflict
        if conflict is None or not conflict.events:
            clerk.note(_("Go to a conflict with events first."))
            return
        if conflict.kind.name == "code_clash":
            await _rule_on_code(clerk, conflict)
            return

        async def save(values: dict[str, str]) -> bool:
            await clerk.ask(lambda district: _rule(district, conflict, values, clerk.operator))
            return True

        fields = [Field("minutes", _("minutes"), kind=Number()), Field("reason", _("reason"))]
        if await clerk.answer(FormDialog(_("Rule"), fields, save, conflict.text)):
            clerk.again()


class Stand(ClerkCommand):
    __doc__ = N_("Leave the conflict as it is, with a reason.")
    name, keys, label, waits = "stand", ("l",), N_("Leave it"), True

    def fits(self, clerk: Clerk) -> bool:
        """With a conflict."""
        return clerk.conflict is not None

    async def do(self, clerk: Clerk) -> None:
        """The conflict that is marked or shown: a reason."""
        conflict = clerk.conflict
        if conflict is None:
            clerk.note(_("Go to a conflict first."))
            return

        async def save(values: dict[str, str]) -> bool:
            await clerk.ask(lambda district: let_stand(district, conflict, Signature(clerk.operator, values["reason"])))
            return True

        fields = [Field("reason", _("reason"))]
        if await clerk.answer(FormDialog(_("Leave it"), fields, save, conflict.text)):
            clerk.again()


async def _rule_on_code(clerk: Clerk, conflict: Conflict) -> None:
    """One activity, by the facts of either, or two: then the later one gets a code of its own."""
    first, other = conflict.events
    one = _("one activity, as in: {activity}")
    choices = [
        (first, one.format(activity=conflict.values["one"])),
        (other, one.format(activity=conflict.values["other"])),
        ("", _("different activities: each later one gets a code of its own")),
    ]
    kept = await clerk.answer(ChooseDialog(conflict.text, choices))
    if kept is None:
        return

    def write(district: District, signed: Signature) -> RuledCode:
        if not kept:
            return own_code(district, other, signed)
        return one_activity(district, other if kept == first else first, kept, signed)

    async def save(values: dict[str, str]) -> bool:
        signed = Signature(clerk.operator, values["reason"])
        ruled = await clerk.ask(lambda district: write(district, signed))
        clerk.note(code_change_text(ruled.before, ruled.after))
        return True

    if await clerk.answer(FormDialog(_("Rule"), [Field("reason", _("reason"))], save, conflict.text)):
        clerk.again()


def _rule(district: District, conflict: Conflict, values: dict[str, str], operator: str | None) -> None:
    minutes = values["minutes"]
    if not (minutes.isascii() and minutes.isdigit()) or len(minutes) > 4:
        raise refuse("bad_minutes", "--minutes", N_("write whole minutes"))
    rule_minutes(district, _session_of(district, conflict), int(minutes), Signature(operator, values["reason"]))


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
