"""The end of a school year in lines: what becomes of each person, and in how many steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from checkin.durations import h_mm
from checkin.rules.problems import N_
from checkin.rules.school_year.moving_up import Step, WayUp
from checkin.rules.school_year.years import HOLIDAYS
from checkin.rules.service import Part
from checkin.texts import _, enumerated, first_few, ngettext
from storage.people.class_spelling import class_order
from storage.people.person import Person
from storage.school_year.came_late import CameLate
from storage.school_year.figures import YearFigures
from storage.school_year.leavers import LeftOpen
from storage.school_year.opening import ClassOfYear
from storage.school_year.planning import PersonStep, YearPlan
from storage.school_year.undoing import UndoPlan
from tui.words.cells import aligned, plain
from tui.words.counts import persons_text

_STEPS: Mapping[str, str] = {
    Step.UP: N_("moves up"),
    Step.LEAVES: N_("leaves"),
    Step.REPEATS: N_("repeats the year"),
    Step.MOVES: N_("changes class"),
    Step.STAYS: N_("stays"),
}
STAGES: Mapping[str, str] = {
    "kindergarten": N_("kindergarten"),
    "primary": N_("primary school"),
    "junior": N_("junior school"),
    "senior": N_("senior school"),
}


def step_word(step: Step) -> str:
    """What becomes of somebody, in a word."""
    return _(_STEPS[step])


def stage_word(stage: str) -> str:
    """A stage of school in the language in use; a school's own word as it is."""
    return _(STAGES[stage]) if stage in STAGES else plain(stage) or "—"


def step_lines(steps: Sequence[PersonStep]) -> list[str]:
    """A line for each person: number, name, class before → after, and what that is."""
    rows = [
        [
            plain(one.person.number),
            plain(one.person.name),
            plain(one.before) or "—",
            "→",
            _after(one),
            step_word(one.step),
        ]
        for one in steps
    ]
    return list(aligned(rows))


def plan_summary(plan: YearPlan) -> list[str]:
    """The year, how many persons take which step, and what the table doesn't know."""
    day = plan.until.isoformat()
    lines = [
        _("School year {year}: the classes before hold up to and with {day}.").format(year=plan.year.name, day=day)
    ]
    if plan.served_since:
        text = ngettext(
            "{count} scan after {day} was taken in the classes before; its list keeps them.",
            "{count} scans after {day} were taken in the classes before; their lists keep them.",
            plan.served_since,
        )
        lines.append(text.format(count=plan.served_since, day=plan.year.last_day.isoformat()))
    lines += [*_new_lines(plan), *_here_lines(plan.here), *_open_lines(plan.left_open)]
    counts = [f"{step_word(step)} {len(of)}" for step in Step if (of := plan.of(step))]
    lines.append(_("Persons: {counts}").format(counts=enumerated(counts) or "0"))
    if plan.unplaced:
        text = _("These classes are in no row of the table and stay as they are: {classes}")
        lines.append(text.format(classes=_listed(plan.unplaced)))
    if plan.dead_ends:
        text = _(
            "! No row of the table says what comes after these classes, and {persons} would come into them: {classes}. "
            "If that is a slip of the pen, correct the table or the list of exceptions first."
        )
        persons = persons_text(sum(count for _name, count in plan.dead_ends))
        lines.append(text.format(persons=persons, classes=_listed(plan.dead_ends)))
    return lines


def _new_lines(plan: YearPlan) -> list[str]:
    """Who came so late that their class may be one of the next year already."""
    lines = []
    if plan.new_since:
        text = _("{persons} came after {day}, in classes of the next year, and stay in them: {classes}")
        day = plan.new_after.isoformat()
        lines.append(text.format(persons=persons_text(len(plan.new_since)), day=day, classes=_classes(plan.new_since)))
    if plan.new_lately:
        text = _(
            "{persons} came after {day} and take the step of their class: {classes}. If it is a class of the next year already, "
            "list them as exceptions: “repeat” lets them stay in it."
        )
        day = (plan.year.last_day - HOLIDAYS).isoformat()
        lines.append(
            text.format(persons=persons_text(len(plan.new_lately)), day=day, classes=_classes(plan.new_lately))
        )
    return lines


def _classes(steps: Sequence[PersonStep]) -> str:
    """The classes before of these steps, with how many are in each."""
    counts = Counter(one.before for one in steps)
    return _listed(sorted(counts.items(), key=lambda one: class_order(one[0])))


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return first_few(f"{plain(name) or '—'} ({count})" for name, count in counts)


def _here_lines(here: Sequence[PersonStep]) -> list[str]:
    """Who is checked in somewhere, the first few by name: nothing stands in the way, and nobody should be surprised."""
    if not here:
        return []
    named = first_few(_named(one.person, one.before) for one in here)
    text = ngettext(
        "{count} person is still checked in, and can check out after the closing too: {names}",
        "{count} persons are still checked in, and can check out after the closing too: {names}",
        len(here),
    )
    return [text.format(count=len(here), names=named)]


def _open_lines(still: Sequence[LeftOpen]) -> list[str]:
    """Which leavers still have things, or claims that wait: after the closing nobody meets them every day."""
    if not still:
        return []
    named = []
    for one in still:
        claimed = ngettext("{count} claim waits", "{count} claims wait", one.claims).format(count=one.claims)
        parts = [*map(plain, one.things), *([claimed] if one.claims else [])]
        person = _named(one.person, one.person.class_name)
        named.append(_("{person} ({why})").format(person=person, why=enumerated(parts)))
    text = _("Leavers with things that were not given back, or claims that wait: {names}")
    return [text.format(names=first_few(named))]


def _named(person: Person, class_name: str) -> str:
    return " ".join(plain(part) for part in (person.name, class_name, person.number) if part)


def late_lines(late: CameLate | None) -> list[str]:
    """Whom a pack brought who were there before the closing of a school year, and whom it could not move; nothing for none."""
    if late is None:
        return []
    text = ngettext(
        "{count} person was registered before the closing of {year} and is still in the class of then; a list with the new class "
        "moves them up: {names}",
        "{count} persons were registered before the closing of {year} and are still in the classes of then; a list with the new "
        "classes moves them up: {names}",
        len(late.persons),
    )
    names = first_few(_named(one, one.class_name) for one in late.persons)
    return [text.format(count=len(late.persons), year=late.year.name, names=names)]


def undo_lines(plan: UndoPlan) -> list[str]:
    """What undoing a closing changes, person by person."""
    rows = [
        [plain(one.person.number), plain(one.person.name), plain(one.now) or _("left school"), "→",
         plain(one.person.class_name if one.kept else one.before) or "—",
         _("was changed since, and stays") if one.kept else ""]
        for one in plan.persons
    ]  # fmt: skip
    return list(aligned(rows))


def undo_summary(plan: UndoPlan) -> list[str]:
    """The year that is undone, of how many persons, and what was scanned since."""
    back = sum(not one.kept for one in plan.persons)
    text = _("The closing of {year} is taken back for {persons}.")
    lines = [text.format(year=plan.closed.year.name, persons=persons_text(back))]
    if plan.served_since:
        text = ngettext(
            "{count} scan was taken since in the new classes; its list would show the classes before.",
            "{count} scans were taken since in the new classes; their lists would show the classes before.",
            plan.served_since,
        )
        lines.append(text.format(count=plan.served_since))
    return lines


def class_lines(classes: Sequence[ClassOfYear]) -> list[str]:
    """The classes of a new year: stage, and how many are in each."""
    rows = [[plain(one.name), stage_word(one.stage), str(one.persons), str(one.without_badge)] for one in classes]
    return (
        list(aligned([[_("class"), _("stage"), _("persons"), _("without a badge")], *rows], frozenset((2, 3))))
        if rows
        else []
    )


def figure_lines(figures: Sequence[YearFigures]) -> list[str]:
    """Hours by school year and stage; what was not scanned stands apart."""
    head = [
        _("school year"),
        _("stage"),
        _("persons"),
        _("sessions"),
        _("hours"),
        _("added"),
        _("transferred"),
        _("claimed"),
    ]
    rows = [
        ["—" if one.year is None else one.year.name, stage_word(one.stage), str(len(one.persons)), str(one.sessions),
         h_mm(own_minutes(one)), h_mm(one.minutes[Part.ADDED]), h_mm(transferred_minutes(one)),
         h_mm(one.minutes[Part.CLAIMED])]
        for one in figures
    ]  # fmt: skip
    return list(aligned([head, *rows], frozenset((2, 3, 4, 5, 6, 7)))) if rows else []


def way_cells(way: WayUp) -> list[str]:
    """How one class or grade moves up, a cell for each thing said."""
    return [plain(way.name), "→", plain(way.next or "") or _("leaves"), stage_word(way.stage)]


def own_minutes(one: YearFigures) -> int:
    """Minutes of the school's own service that rest on scans or rulings."""
    return one.total - one.minutes[Part.ADDED] - one.minutes[Part.CLAIMED] - transferred_minutes(one)


def transferred_minutes(one: YearFigures) -> int:
    """Minutes that came with people from other schools."""
    return one.minutes[Part.TRANSFERRED]


def _after(one: PersonStep) -> str:
    return plain(one.after) or ("—" if one.step is not Step.LEAVES else _("left school"))


def open_again_text(plan: UndoPlan) -> str:
    """That a school year was opened again."""
    return _("The school year {year} is open again.").format(year=plan.closed.year.name)
