"""What an import brought, or with --dry-run would bring, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checkin.rules.problems import Problem
from checkin.texts import say
from storage.people.register import key_of
from storage.roster.importing import ImportReport
from tui.cli.roster.listing import object_of


def objects_of(report: ImportReport, badges: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """`{"result", …}` for each person and remark, then one with the counts."""
    plan = report.plan
    for person in plan.new:
        yield {"result": "new", **object_of(person, badges.get(key_of(person)))}
    for change in plan.changed:
        fields = {name: [_value(old), _value(new)] for name, old, new in change.fields}
        yield {"result": "changed", **object_of(change.after, badges.get(key_of(change.after))), "changes": fields}
    for person in plan.returned:
        yield {"result": "returned", **object_of(person, badges.get(key_of(person)))}
    for person in plan.leavers:
        yield {"result": "leaver", **object_of(person, badges.get(key_of(person)))}
    for note in plan.notes:
        yield _remark("note", note)
    for problem in plan.problems:
        yield _remark("refused", problem)
    for dropped in report.dropped:
        group = {"class": dropped.class_name, "kind": dropped.kind}
        yield {"result": "class_dropped", **group, "gone": dropped.gone, "known": dropped.known}
    yield {
        "result": "done" if report.taken else "nothing_taken",
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "leavers": len(plan.leavers),
        "returned": len(plan.returned),
        "refused": len(plan.problems),
        "badges": report.badges,
    }


def _value(value: object) -> object:
    return value if isinstance(value, str | bool | None) else str(value)


def _remark(result: str, problem: Problem) -> dict[str, Any]:
    return {"result": result, "code": problem.code, "where": problem.where, "message": say(problem)}
