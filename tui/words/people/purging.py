"""What a purge would take away or took, and where it may still stand, in lines for `purge` and for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from checkin.durations import hours_text
from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.rules.purges import PersonalField, Retention
from checkin.texts import _, enumerated, ngettext
from exports.district.record.purged_copies import PurgedCopy
from exports.exchange.purging.copies_left import CopyLeft, Elsewhere
from storage.purging.planning import DuePerson, FieldCount, PurgePlan, next_due, undone_here
from storage.purging.totals import RecordTotals
from storage.roster.purged import LeftOut
from storage.standard.retention import retention_rules
from storage.store import Store
from tui.words.cells import aligned, plain
from tui.words.counts import persons_text, sessions_text
from tui.words.lists import more_line

_FIELDS: Mapping[str, str] = {
    PersonalField.BIRTH: N_("birth date"),
    PersonalField.SEX: N_("sex"),
    PersonalField.GUARDIAN: N_("guardian's words"),
    PersonalField.TELEPHONE: N_("telephone"),
    PersonalField.CARD: N_("card"),
    PersonalField.DIARY: N_("diary"),
    PersonalField.NAME: N_("name"),
    PersonalField.CLASS: N_("class"),
    PersonalField.NOTE: N_("note"),
}
_COPIES: Mapping[str, str] = {
    "backup": N_("backup"),
    "pack": N_("pack"),
    "kit": N_("kit"),
    "file": N_("file"),
}
_MOST_FILES = 40


def known_again_text() -> str:
    """What is said where a purge of somebody no longer holds."""
    return _("What was purged of them can be known again: it comes in with the next list or kit that says it.")


def purged_text(statement: Path) -> str:
    """That somebody was purged, and where the statement about it is."""
    return _("Purged; the signed statement is in {file}.").format(file=statement)


def field_name(field: str) -> str:
    """A personal field in the language in use; its own name where only a newer version knows it."""
    return _(_FIELDS[field]) if field in _FIELDS else field


def fields_text(fields: Iterable[str]) -> str:
    """Fields in one line."""
    return enumerated(field_name(field) for field in fields)


def due_lines(plan: PurgePlan, own_team: str) -> list[str]:
    """Who loses what, and since when they are gone: two lines for each person, for a narrow box."""
    lines = []
    for one in plan.everybody:
        number, name, class_name, left, fields, _rule = _row(one, own_team)
        lines.append("  ".join(part for part in (number, name, class_name) if part))
        why = _("decided before") if one.left is None else _("left on {day}").format(day=left)
        lines.append(f"  {fields} · {why}")
    return lines


def plan_lines(plan: PurgePlan, own_team: str) -> list[str]:
    """Who loses what and why, then by field of how many persons something is kept, before → after."""
    rows = [_row(one, own_team) for one in plan.everybody]
    lines = list(aligned([[_("number"), _("name"), _("class"), _("left school"), _("what goes"), _("rule")], *rows]))
    return [*lines, "", *counts_lines(plan)]


def counts_lines(plan: PurgePlan) -> list[str]:
    """By field of how many persons something is kept, before → after."""
    return list(aligned([[field_name(one.field), _count(one)] for one in plan.counts]))


def nobody_due_lines(store: Store, due: date) -> list[str]:
    """That nobody is due on the day `due`, what the rules are, and who comes next. Raises Refused for rules that can't be read."""
    rules = retention_rules(store.folder)
    lines = [_("Nobody is due. After a person has left, the rules let go:"), *map(_rule_line, rules)]
    if not store.identity.first:
        return [*lines, _("The team's first desk decides who is due; here only what it decided is purged.")]
    coming = next_due(store, rules, due)
    if coming is None:
        return [*lines, _("Nobody who left has any of this: there is no next day yet.")]
    text = ngettext(
        "The next day is {day}: {count} person is due then.",
        "The next day is {day}: {count} persons are due then.",
        coming.persons,
    )
    return [*lines, text.format(day=coming.day.isoformat(), count=coming.persons)]


def _rule_line(rule: Retention) -> str:
    years, months = divmod(rule.months, 12)
    if months:
        after = ngettext("{count} month", "{count} months", rule.months).format(count=rule.months)
    else:
        after = ngettext("{count} year", "{count} years", years).format(count=years)
    return _("  after {time}: {fields}").format(time=after, fields=fields_text(rule.fields))


def persons_line(plan: PurgePlan) -> str:
    """How many people lose something."""
    text = ngettext("{count} person loses something:", "{count} persons lose something:", plan.people)
    return text.format(count=plan.people)


def _count(one: FieldCount) -> str:
    return ngettext("{count} person", "{count} persons", one.before).format(count=one.before) + f" → {one.after}"


def totals_line(totals: RecordTotals) -> str:
    """What stays as it is."""
    text = _("Numbers and hours stay: {persons}, {sessions}, {hours}.")
    persons, sessions = persons_text(totals.persons), sessions_text(totals.sessions)
    return text.format(persons=persons, sessions=sessions, hours=hours_text(totals.minutes))


def copies_lines(files: Sequence[CopyLeft], elsewhere: Elsewhere) -> list[str]:
    """Where what was purged may still stand; nothing of it is touched."""
    lines = []
    if files:
        lines.append(
            _(
                "What was purged may still stand in these files; they were not touched. Destroy those that you do not need:"
            )
        )
        lines += [f"  {_(_COPIES[one.kind])}  {plain(str(one.path))}" for one in files[:_MOST_FILES]]
        if len(files) > _MOST_FILES:
            lines.append(more_line(len(files) - _MOST_FILES))
    if elsewhere.kit_version:
        text = _("Kits up to version {version} hold names and cards: make a new one, and delete the old files.")
        lines.append(text.format(version=elsewhere.kit_version))
    if elsewhere.desks:
        names = enumerated(plain(name) for name in elsewhere.desks)
        lines.append(_("Other desks of the team have registers of their own ({names}): take the new kit there, or take this desk's pack and run hourdesk purge.").format(names=names))  # fmt: skip
    if elsewhere.district:
        lines.append(_("The district ({name}) purges names with the next pack; earlier packs lie in its archive: ask it to destroy them.").format(name=plain(elsewhere.district)))  # fmt: skip
    lines.append(_("Packs on sticks, printed sheets and mails can't be listed here: look for them too. Of old disk blocks nothing can be promised."))  # fmt: skip
    return lines


def archive_lines(copies: Sequence[PurgedCopy]) -> list[str]:
    """The files of a district's folder in which something still stands that a school purged; nothing where there is none."""
    if not copies:
        return []
    lines = [
        _(
            "What schools purged still stands in these files, from which the record is made anew. Destroy those that a newer pack "
            "replaces; for the others ask the school for a new pack first:"
        )
    ]
    for one in copies[:_MOST_FILES]:
        line = _("  {file} ({name}), a newer one is here") if one.is_replaced else _("  {file} ({name}), the newest")
        lines.append(line.format(file=plain(str(one.path)), name=plain(one.shown)))
    if len(copies) > _MOST_FILES:
        lines.append(more_line(len(copies) - _MOST_FILES))
    return lines


def finished_line(statements: Sequence[Path]) -> str:
    """A purge that was interrupted was done to the end at a start; `statements` are the files that were written."""
    if not statements:
        return _("Bytes of what was purged were still to be erased; that is done now.")
    files = enumerated(plain(str(file)) for file in statements)
    return _("A purge was interrupted; it was finished now. The signed statement is in {file}.").format(file=files)


def restored_lines(purged: int | None) -> list[str]:
    """What a restore says of a purge: of how many persons it was done once more; None where nobody knows what was purged since."""
    if purged is None:
        return [
            _(
                "If something was purged since the backup was made, it stands here again: take the newest packs of the team's desks in; "
                "then hourdesk purge does it once more."
            )
        ]
    text = ngettext(
        "What was purged of {count} person since the backup was made stays purged.",
        "What was purged of {count} persons since the backup was made stays purged.",
        purged,
    )
    return [text.format(count=purged)] if purged else []


def stays_purged_lines(persons: int) -> list[str]:
    """A kit has what was purged here of this many persons, and nobody let it be known again; nothing for none."""
    text = ngettext(
        "The kit has what was purged here of {count} person, and it stays purged. The first desk does not know of it, perhaps since a "
        "restore: take the newest packs of the team's desks in there, then hourdesk purge.",
        "The kit has what was purged here of {count} persons, and it stays purged. The first desk does not know of it, perhaps since a "
        "restore: take the newest packs of the team's desks in there, then hourdesk purge.",
        persons,
    )
    return [text.format(count=persons)] if persons else []


def purged_too_lines(persons: int) -> list[str]:
    """A pack brought what the first desk purged of this many persons, and it went here too; nothing for none."""
    text = ngettext(
        "The first desk purged personal fields of {count} person; they are taken away here too.",
        "The first desk purged personal fields of {count} persons; they are taken away here too.",
        persons,
    )
    return [text.format(count=persons)] if persons else []


def later_erased_text() -> str:
    """Where the desk is open, the bytes of what was taken away stay in its file for now."""
    return _("The next start of Hourdesk here erases their bytes.")


def undone_lines(store: Store) -> list[str]:
    """What was decided at another desk and still stands here, and how it is purged; nothing where there is none."""
    undone = undone_here(store)
    if not undone:
        return []
    text = ngettext(
        "Personal fields of {count} person were purged at another desk and still stand here: a supervisor purges them with "
        "hourdesk purge.",
        "Personal fields of {count} persons were purged at another desk and still stand here: a supervisor purges them with "
        "hourdesk purge.",
        len(undone),
    )
    return [text.format(count=len(undone))]


def left_out_lines(left_out: LeftOut) -> list[str]:
    """What of a list was purged before and was left out."""
    text = ngettext(
        "This list has what was purged of {count} person ({fields}).",
        "This list has what was purged of {count} persons ({fields}).",
        len(left_out.fields),
    )
    fields = {field for theirs in left_out.fields.values() for field in theirs}
    in_order = [str(field) for field in PersonalField if field in fields]
    return [
        text.format(count=len(left_out.fields), fields=fields_text(in_order)),
        _("It stays out; the rest of the list comes in."),
    ]


def _row(one: DuePerson, own_team: str) -> list[str]:
    rule = one.rule if one.left is not None else _("decided before")
    left = "—" if one.left is None else one.left.isoformat()
    return [
        within(one.volunteer, own_team),
        plain(one.name),
        plain(one.class_name),
        left,
        fields_text(one.fields),
        plain(rule),
    ]
