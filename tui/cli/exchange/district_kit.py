"""`hourdesk kit --take` with a district kit: print what it brought, and the policy that it asks for."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checkin.rules.signature import Signature
from checkin.texts import _, enumerated
from storage.activities.policies import set_policy
from storage.store import Store
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.output import message, result, result_json
from tui.cli.base.supervisor import Supervisor
from tui.words.cells import plain
from tui.words.exchange.kits import district_kit_text, district_kit_warnings, new_district_lines


def take_from_district(
    store: Store,
    file: Path,
    signed: Signature,
    supervisor: Supervisor,
    *,
    with_policy: bool,
    new_district: bool,
    as_json: bool,
) -> None:
    """Take the kit and print what it brought. The team's policy changes only if the supervisor says so (`with_policy`)."""
    from exports.exchange.district_kit.taking import DistrictKitTaken, take_district_kit

    taken: DistrictKitTaken = take_district_kit(store, file, new_district=new_district, agreed=supervisor)
    was_set = with_policy and bool(taken.policy)
    change = None
    if was_set:
        change = change_object(store, do_as_told(store, lambda at: set_policy(at, taken.policy, None, signed)).change)
    if as_json:
        result_json(
            {
                "district": taken.district,
                "fingerprint": taken.fingerprint,
                "version": taken.version,
                "teams": taken.teams,
                "badges": taken.badges,
                "new": taken.new,
                "policy": dict(taken.policy),
                "policy_set": was_set,
                **({} if change is None else {"change": change}),
            }
        )
        return
    for line in (*new_district_lines(taken), district_kit_text(taken)):
        result(line)
    if taken.new and taken.categories:
        text = _("The district's categories of activities: {categories}")
        result(text.format(categories=enumerated(map(plain, taken.categories))))
    for line in district_kit_warnings(taken):
        message(line)
    _tell_policy(taken.policy, was_set=was_set)


def setting_words(policy: Mapping[str, Any]) -> str:
    """Settings as `hourdesk policy set` takes them in a shell."""
    # A list or a truth is written alike in JSON and in TOML, and a bare word stays one.
    told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in policy.items()}
    return " ".join(shlex.quote(f"{name}={value}") for name, value in told.items())


def _tell_policy(policy: Mapping[str, Any], *, was_set: bool) -> None:
    if not policy:
        return
    if was_set:
        result(_("The policy is now as the district asks: {settings}").format(settings=setting_words(policy)))
        return
    result(_("The district asks for another policy. A supervisor can take it with --with-policy, or so:"))
    result(f"  hourdesk policy set {setting_words(policy)}")
