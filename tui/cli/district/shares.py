"""`hourdesk district shares`: desks whose hours come to an unusual share from elsewhere than from scans in time."""

from __future__ import annotations

from checkin.durations import h_mm
from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.shares import SHARE_WORDS, DeskShare, desk_shares, percent, unusual_shares
from tui.cli.base import options
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import message
from tui.cli.district.district_choice import open_chosen
from tui.words.district import NO_UNUSUAL_SHARE

QUESTION = N_("These are questions to schools, not verdicts. Limits: settings/shares.toml in the district's folder.")


@examples(N_("hourdesk district shares"))
@command(
    "shares",
    N_(
        "List desks with an unusual share of minutes entered at another time, added, ruled, vouched for, from paper or corrected."
    ),
)
@option("--all", "everything", is_flag=True, help=N_("Every desk and kind, unusual or not."))
@options.json_option
@pass_desk
def shares(choice: DeskChoice, everything: bool, as_json: bool) -> None:
    """Print a row a desk and kind of minutes; those that are unusual alone, unless all are asked for."""
    with open_chosen(choice) as district:
        found = desk_shares(district) if everything else unusual_shares(district)
    show(found, _columns(), DeskShare.to_json, as_json=as_json, empty=_(NO_UNUSUAL_SHARE))
    if found and not as_json:
        message(_(QUESTION))


def _columns() -> list[Column[DeskShare]]:
    return [
        Column(N_("team"), lambda one: f"{one.team} {one.team_name}".rstrip()),
        Column(N_("desk"), lambda one: one.desk_name or one.desk),
        Column(N_("what"), lambda one: _(SHARE_WORDS[one.share])),
        Column(N_("hours"), lambda one: h_mm(one.minutes), right=True),
        Column(N_("of"), lambda one: h_mm(one.all_minutes), right=True),
        Column(N_("share"), lambda one: percent(one.part), right=True),
        Column(N_("median of the others"), lambda one: "—" if one.usual is None else percent(one.usual), right=True),
    ]
