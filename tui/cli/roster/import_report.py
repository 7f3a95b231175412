"""What an import brought, or with --dry-run would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checkin.rules.problems import N_, Problem
from checkin.texts import _, ngettext, say
from checkin.words import person_kind_word
from storage.people.person import Person
from storage.people.register import key_of
from storage.roster.dropping import drops_classes
from storage.roster.importing import ImportReport
from storage.roster.plan import Change
from tui.cli.roster.listing import object_of
from tui.words.cells import plain
from tui.words.people.roster import what_gone_means

_FIELDS = {
    "name": N_("name"),
    "class_name": N_("class"),
    "kind": N_("kind"),
    "sex": N_("sex"),
    "birth": N_("birth date"),
    "card": N_("card"),
    "consent": N_("guardian's consent"),
}


def lines_of(report: ImportReport, dry_run: bool) -> Iterator[str]:
    """The report as people read it; problems are not in it."""
    plan = report.plan
    for person in plan.new:
        yield f"+ {_who(person)}"
    for change in plan.changed:
        yield f"~ {_who(change.after)}  {_what(change)}"
    for person in plan.returned:
        yield _("< {person} is back").format(person=_who(person))
    if plan.leavers:
        yield what_gone_means()
        for person in plan.leavers:
            yield f"- {_who(person)}"
    if report.asks:
        yield f"! {say(drops_classes(report.dropped, ''))}"
    for note in plan.notes:
        yield f"! {say(note)}"
    yield _summary(report, dry_run)
    if report.badges:
        text = ngettext("{count} new badge number", "{count} new badge numbers", report.badges)
        yield text.format(count=report.badges)


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


def _summary(report: ImportReport, dry_run: bool) -> str:
    plan = report.plan
    counts = _("new {new}, changed {changed}, unchanged {unchanged}, missing {leavers}, refused {refused}").format(
        new=len(plan.new),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        leavers=len(plan.leavers),
        refused=len(plan.problems),
    )
    if dry_run:
        return _("Would come in: {counts}. Nothing was written.").format(counts=counts)
    if not report.taken:
        return _("Nothing came in, because a row is bad: {counts}.").format(counts=counts)
    return counts


def _who(person: Person) -> str:
    words = (person.number, person.name, person.class_name, person_kind_word(person.kind))
    return plain(" ".join(word for word in words if word))


def _what(change: Change) -> str:
    return _(", ").join(
        f"{_(_FIELDS.get(name, name))} {_shown(name, old)} → {_shown(name, new)}" for name, old, new in change.fields
    )


def _shown(name: str, value: object) -> str:
    match value:
        case None | "":
            return "—"
        case bool():
            return _("yes") if value else _("no")
        case str() if name == "kind":
            return person_kind_word(value)
        case _:
            return plain(str(value))


def _value(value: object) -> object:
    return value if isinstance(value, str | bool | None) else str(value)


def _remark(result: str, problem: Problem) -> dict[str, Any]:
    return {"result": result, "code": problem.code, "where": problem.where, "message": say(problem)}
