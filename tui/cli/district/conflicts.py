"""`hourdesk district conflicts`: conflicts between records, with both sides."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.conflicts.registry import conflicts as find_conflicts
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import result, result_json
from tui.cli.district.district_choice import open_chosen
from tui.words.cells import plain


@examples(N_("hourdesk district conflicts --open"))
@command("conflicts", N_("Print the conflicts between the records of all teams."))
@option("--open", "open_only", is_flag=True, help=N_("Only those that are not decided yet."))
@options.json_option
@pass_desk
def conflicts(choice: DeskChoice, open_only: bool, as_json: bool) -> None:
    """Print the conflicts, those that wait for a ruling first."""
    with open_chosen(choice) as district:
        found = [one for one in find_conflicts(district) if not (open_only and one.ruled)]
    for one in found:
        if as_json:
            result_json(one.to_json())
            continue
        state = _("decided") if one.ruled else _("to be ruled")
        school = one.schools.get(one.team or "") or one.team or ""
        said = _("{title}: {value}").format(title=school, value=one.text) if school else one.text
        result(plain(f"[{state}] {one.kind.text}  {said}"))
        if one.events:
            result("    " + " ".join(one.events))
    if not found and not as_json:
        result(_("Everything fits."))
