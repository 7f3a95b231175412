"""What the clerk's keys do, in the district's thread."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_, refuse
from checkin.texts import _, ngettext, say
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.district import District
from exports.district.record.merging import PackResult, merge, retry_held
from exports.district.reports.summary import sentence
from exports.district.says.rulings import let_stand, rule_minutes
from exports.district.says.trust import trust_file


def merge_lines(district: District, path: Path) -> list[str]:
    """Merge, and a line for each pack."""
    results = merge(district, [path])
    return [_line(one) for one in results] or [_("No packs there.")]


def trust(district: District, file: Path, operator: str | None) -> list[str]:
    """Trust a team, and what came free by it."""
    one = trust_file(district, file, operator)
    text = _("{team}: key {fingerprint} is trusted.").format(team=one.team, fingerprint=one.fingerprint)
    return [text, *(_line(result) for result in retry_held(district))]


def rule(district: District, conflict: Conflict, values: dict[str, str], operator: str | None) -> None:
    """Credit minutes to the session that the conflict is about: the one that waits, else the first."""
    minutes = values["minutes"]
    if not (minutes.isascii() and minutes.isdigit()) or len(minutes) > 4:
        raise refuse("bad_minutes", "--minutes", N_("write whole minutes"))
    event = _session_of(district, conflict)
    rule_minutes(district, event, int(minutes), operator, values["reason"])


def stand(district: District, conflict: Conflict, values: dict[str, str], operator: str | None) -> None:
    """Let a conflict stand."""
    let_stand(district, conflict, operator, values["reason"])


def sentence_now(district: District) -> str:
    """The figures of the moment."""
    return sentence(district, district.now())


def _session_of(district: District, conflict: Conflict) -> str:
    row = district.db.execute(
        "SELECT key FROM session WHERE key IN (SELECT unnest($1)) OR open_event IN (SELECT unnest($1)) "
        "OR close_event IN (SELECT unnest($1)) ORDER BY status <> 'needs_review', start LIMIT 1",
        [list(conflict.events)],
    ).fetchone()
    if row is None:
        raise refuse(
            "no_session", "", N_("no session hangs on this conflict: let it stand, or correct it at the school")
        )
    return str(row[0])


def _line(one: PackResult) -> str:
    match one.result:
        case "merged" if one.problem is None:
            text = ngettext("{pack}: merged, {count} new event", "{pack}: merged, {count} new events", one.new_events)
            return text.format(pack=one.pack, count=one.new_events)
        case "held":
            return _("{pack}: waits. {reason}").format(pack=one.pack, reason=say(one.problem) if one.problem else "")
        case "refused":
            return _("{pack}: refused. {reason}").format(pack=one.pack, reason=say(one.problem) if one.problem else "")
        case _:
            return f"{one.pack}: {say(one.problem) if one.problem else ''}"
