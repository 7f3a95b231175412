"""The district's kit comes in at the desk: teams, visitors' badges, and the rules of counting that it asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.rules.problems import Problem, Refused
from checkin.rules.signature import Signature
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import agreed
from tui.desk.making.flow import without_form
from tui.screens.message import MessageDialog
from tui.words.exchange.kits import district_kit_text, district_kit_warnings, new_district_lines
from tui.words.record.on_screen import said_here

if TYPE_CHECKING:
    from exports.exchange.district_kit.taking import DistrictKitTaken


async def take_district_kit(desk: Desk, file: Path) -> None:
    """The policy that it asks for is taken only if the supervisor says so, after before → after."""
    title, refused = _("Kit of the district"), list[Problem]()
    taken = await _taken(desk, title, partial(_district_kit, file, refused))
    if any(one.code == "another_district" for one in refused) and await _is_new(desk, refused[0]):
        taken = await _taken(desk, title, partial(_district_kit, file, refused, new_district=True))
    if taken is None:
        return
    lines = [*new_district_lines(taken), district_kit_text(taken), *district_kit_warnings(taken)]
    await desk.app.push_screen_wait(MessageDialog(title, lines))
    policy = taken.policy
    if not policy:
        return
    from tui.desk.making.changing import change_as_shown
    from tui.words.record.policy import SETTING_WORDS, setting_value

    asked = [
        _("{title}: {value}").format(title=_(SETTING_WORDS[name].title), value=setting_value(name, value))
        for name, value in policy.items()
        if name in SETTING_WORDS
    ]
    title = _("The district asks for other rules of counting")

    def work(store: Store, signed: Signature) -> object:
        from storage.activities.policies import set_policy

        return set_policy(store, policy, None, signed)

    if await agreed(desk, title, asked, _("see whose hours change")):
        await change_as_shown(desk, title, work, asked, _("take them"))


async def _taken(
    desk: Desk, title: str, take: Callable[[Store, Callable[[], object]], DistrictKitTaken]
) -> DistrictKitTaken | None:
    from tui.desk.making.changing import taken_by_supervisor

    return await without_form(desk, title, taken_by_supervisor(desk, title, take))


async def _is_new(desk: Desk, problem: Problem) -> bool:
    """Whether somebody who asked the district says that the key of the kit is its new one."""
    lines = [
        said_here(problem),
        "",
        _("Everything that the former district sent here is dropped: its teams, rulings and rules."),
    ]
    return await agreed(desk, _("Does the district have a new key?"), lines, _("yes: trust the key of this kit"))


def _district_kit(
    file: Path, refused: list[Problem], store: Store, agreed: Callable[[], object], *, new_district: bool = False
) -> DistrictKitTaken:
    from exports.exchange.district_kit.taking import take_district_kit

    try:
        return take_district_kit(store, file, new_district=new_district, agreed=agreed)
    except Refused as error:
        refused[:] = error.problems
        raise
