"""What a list brings, person by person: said before it is taken in, and afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import N_
from checkin.texts import _, enumerated, ngettext, say
from checkin.words import person_kind_word
from storage.people.person import Person
from storage.roster.dropping import drops_classes
from storage.roster.importing import ImportReport
from storage.roster.plan import Change
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
    """The report of the command line; problems are not in it."""
    plan = report.plan
    yield from person_lines(report)
    if report.asks:
        yield f"! {say(drops_classes(report.dropped, ''))}"
    for note in plan.notes:
        yield f"! {say(note)}"
    yield _summary(report, dry_run)
    if report.badges:
        text = ngettext("{count} new badge number", "{count} new badge numbers", report.badges)
        yield text.format(count=report.badges)


def person_lines(report: ImportReport) -> Iterator[str]:
    """Who is new, changed, back again, or not in the list any more."""
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
    return enumerated(
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
