"""Write the roster to a file for other programs or the next import, or an empty roster to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from checkin.rules.problems import N_, refuse
from checkin.texts import _, language
from exports.tables.plain_csv import csv_in, text_cell
from exports.tables.plain_sheet import need_xlsx
from exports.tables.text_sheet import write_text_sheet
from storage.disk.atomic_file import atomic_path
from storage.people.person import Person
from storage.roster.headings import WRITTEN, Field
from storage.roster.words import CONSENTS, KINDS, SEXES, written_consent, written_kind, written_sex

_WIDTHS = {Field.NAME: 18, Field.BADGE: 28, Field.CONSENT: 14, Field.CARD: 18}


def write_roster(path: Path, people: Iterable[tuple[Person, str | None]]) -> None:
    """Write people with their badge numbers to `.xlsx` or `.csv` (UTF-8 with BOM), in the language in use.

    All cells are text, and texts that look like a formula are made harmless. Importing the file again changes nothing.
    Raises Refused for another suffix, and if the file can't be written.
    """
    rows = (_cells(person, badge) for person, badge in people)
    match path.suffix.lower():
        case ".csv":
            _write_csv(path, rows)
        case ".xlsx":
            _write_xlsx(path, list(rows))
        case _:
            raise refuse("suffix", str(path), N_("Name a file that ends in .xlsx or .csv."))


def write_template(path: Path) -> None:
    """Write an empty `.xlsx` roster with two example rows, lists to choose from, and a sheet that explains it.

    Raises Refused for another suffix, and if the file can't be written.
    """
    need_xlsx(path)
    _write_xlsx(path, _examples(), template=True)


def _cells(person: Person, badge: str | None) -> list[str]:
    speech = language()
    cells = {
        Field.NUMBER: person.number,
        Field.NAME: person.name,
        Field.CLASS: person.class_name,
        Field.KIND: written_kind(person.kind, speech),
        Field.SEX: written_sex(person.sex, speech),
        Field.BIRTH: person.birth.isoformat() if person.birth else "",
        Field.CARD: person.card or "",
        Field.BADGE: badge or "",
        Field.CONSENT: written_consent(person.consent, speech),
    }
    return [text_cell(cells[column]) for column in Field]


def _examples() -> list[list[str]]:
    """Two example rows. The import skips them because of the mark before number and name."""
    mark = "示例" if language() == "zh" else "Example "
    speech = language()
    names = ("张晓明", "李老师") if speech == "zh" else ("Anna Lee", "Ben Carter")
    student, teacher = written_kind("student", speech), written_kind("teacher", speech)
    yes = written_consent(True, speech)
    seventh = "七1班" if speech == "zh" else "7.1"
    return [
        [f"{mark}001", f"{mark}{names[0]}", seventh, student, written_sex("1", speech), "2013-09-01", "", "", yes],
        [f"{mark}002", f"{mark}{names[1]}", "", teacher, written_sex("2", speech), "", "", "", ""],
    ]


def _write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with atomic_path(path) as temporary, csv_in(temporary) as writer:
        writer.writerow([WRITTEN[language()][column] for column in Field])
        writer.writerows(rows)


def _write_xlsx(path: Path, rows: Sequence[Sequence[str]], *, template: bool = False) -> None:
    columns = [(WRITTEN[language()][field], _WIDTHS.get(field, 12)) for field in Field]
    if not template:
        write_text_sheet(path, _("Roster"), columns, rows)
        return
    places = list(Field)
    choices = {places.index(field): words for field, words in _choices().items()}
    write_text_sheet(path, _("Roster"), columns, rows, examples=True, choices=choices, explained=_explained())


def _choices() -> dict[Field, list[str]]:
    speech = language()
    return {
        Field.KIND: [words[speech][0] for words in KINDS.values()],
        Field.SEX: [words[speech][0] for words in SEXES.values()],
        Field.CONSENT: [words[speech][0] for words in CONSENTS.values()],
    }


def _explained() -> Sequence[str]:
    return (
        _("One person in each row. Only the name is required. The import skips the two grey example rows."),
        _("Number: the school's own, as text, with its leading zeros. Left empty, the desk makes one."),
        _("Birth date: year, month and day, such as 2013-09-01. It shows who is under 14."),
        _("Card: what the school's own card holds, if its code or number is to be scanned."),
        _("Badge: leave it empty; the desk makes badges when the roster comes in."),
        _("Guardian's consent: yes or no. Hours of children under 14 wait for it."),
        _("Do not write identity numbers, telephone numbers or addresses here. The desk does not read them."),
    )
