"""How hours are counted: each setting in words, what it is now, and whose hours a change would change. The supervisor's."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from checkin.rules.policies import Policy, read_policy, settings_of
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.changing import change_in_form
from tui.desk.making.choosing import choose
from tui.desk.making.facts.since import ask_since
from tui.model.stay import Stay
from tui.words.cells import cell_width, padded
from tui.words.faults import SO_ALREADY
from tui.words.record.policy import SETTING_WORDS, changed_setting, setting_value


async def edit_policy(desk: Desk) -> None:
    """Choose a setting, another value for it, and from when; then before → after. Back in the list until Esc."""
    title = _("How hours are counted")
    marked: str | None = None
    while True:
        policy = await desk.tried(_in_force)
        if policy is None:
            return
        marked = await choose(desk, title, setting_lines(policy), marked=marked)
        if marked is None:
            return
        await _change(desk, policy, marked)


def _in_force(store: Store) -> Policy:

    return store.policy()


def setting_lines(policy: Policy) -> list[tuple[str, str]]:
    """The list of settings: each with what holds now."""
    titles = {name: _(words.title) for name, words in SETTING_WORDS.items()}
    width = max(map(cell_width, titles.values())) + 1
    return [
        (name, f"{padded(title, width)} {setting_value(name, getattr(policy, name))}") for name, title in titles.items()
    ]


async def _change(desk: Desk, policy: Policy, name: str) -> None:
    words = SETTING_WORDS[name]
    if not words.values:
        await _type_value(desk, policy, name)
        return
    now = getattr(policy, name)
    lines = [(str(place), setting_value(name, value)) for place, value in enumerate(words.values)]
    marked = str(words.values.index(now)) if now in words.values else None
    chosen = await choose(desk, _(words.title), lines, _(words.meaning), marked=marked)
    if chosen is None:
        return
    value = words.values[int(chosen)]
    if _is_so(now, value):
        desk.app.notify(_(SO_ALREADY), timeout=6)
    else:
        await _set(desk, name, now, value)


async def _set(desk: Desk, name: str, now: Any, value: Any) -> bool:
    """Ask from when it holds, show before and after, and set it. Whether it was set."""
    told = changed_setting(name, now, value)
    settings = {name: value}

    async def since(at: int | None) -> Policy:
        before = [told, _(SETTING_WORDS[name].meaning)]
        if unreached := await desk.writer.ask(_unreached(settings, at)):
            text = ngettext(
                "{count} session that began earlier stays as it is.",
                "{count} sessions that began earlier stay as they are.",
                unreached,
            )
            before.append(text.format(count=unreached))

        def work(store: Store, signed: Signature) -> Policy:
            from storage.activities.policies import set_policy

            return set_policy(store, settings, at, signed)

        return await change_in_form(desk, _("Change how hours are counted?"), work, before, _("change it"))

    if await ask_since(desk, told, since) is None:
        return False
    desk.app.notify(told, timeout=12, markup=False)
    return True


def _unreached(settings: Mapping[str, Any], since: int | None) -> Callable[[Store], int]:
    def count(store: Store) -> int:
        from storage.activities.policies import unreached_sessions

        return unreached_sessions(store, settings, since)

    return count


def _is_so(now: Any, value: Any) -> bool:
    return bool(value == now) and type(value) is type(now)


async def _type_value(desk: Desk, policy: Policy, name: str) -> None:
    """What was typed stays until it holds."""
    from tui.screens.field import Field
    from tui.screens.form import FormDialog

    words, now = SETTING_WORDS[name], getattr(policy, name)

    async def keep(values: dict[str, str]) -> bool:
        settings = {**settings_of(policy), name: read_value(values["value"])}
        value = getattr(read_policy(settings, policy.version, _(words.title)), name)
        if _is_so(now, value):
            raise Stay([_(SO_ALREADY)])
        if not await _set(desk, name, now, value):
            raise Stay
        return True

    shown = "" if now is False else str(now)
    field = Field("value", _(words.title), shown, words.example)
    await desk.app.push_screen_wait(FormDialog(_(words.title), [field], keep, _(words.meaning) + "\n", does=_("go on")))


def read_value(text: str) -> Any:
    """A number or a truth; another text stays one, and is refused by the rules."""
    plain = text.strip().lower()
    if plain in ("", "false", _("no"), "否", "无", "no"):
        return False
    try:
        return json.loads(plain)
    except ValueError:
        return text.strip()
