"""The cells of one row: each is read, or the row gets a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from checkin.rules.badge_numbers import is_card_text, normal_digits
from checkin.rules.identity import check_code
from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.typed_times import parse_day
from storage.people.spelling import clean_name
from storage.roster.cells import is_identity_number, lacks_day
from storage.roster.headings import Field
from storage.roster.identifiers import error_in, identifier, spoilt
from storage.roster.words import NOTHING, consent_of, kind_of, sex_of

_LONGEST_NAME = 200
_LONGEST_CLASS = 100
_FIRST_YEAR = 1900


@dataclass(slots=True)
class RowCells:
    """Cleaned texts of one row; `problems` grows as they are read."""

    where: str
    texts: Mapping[Field, str]
    today: date
    valid_badge: Callable[[str], bool]
    problems: list[Problem] = field(default_factory=list)
    lacks_day: bool = False

    def number(self) -> str | None:
        """The volunteer number, or None where one is to be minted."""
        text = self._identifier(Field.NUMBER)
        if not text:
            return None
        try:
            return check_code(text, self.where)
        except Refused as refused:
            self.problems += refused.problems
            return None

    def name(self) -> str:
        """The name without needless blanks."""
        name = clean_name(self.texts[Field.NAME])
        if (fault := spoilt(name, self.where)) is not None:
            self.problems.append(fault)
            return ""
        if not name:
            self._add("no_name", N_("There is no name in this row. Write it, or clear the row."))
        elif len(name) > _LONGEST_NAME:
            self._add("long_name", N_("The name is longer than {most} characters. Shorten it."), most=_LONGEST_NAME)
        return name

    def class_name(self) -> str | None:
        """The class, or None."""
        text = self._said(Field.CLASS)
        if (fault := spoilt(text, self.where)) is not None:
            self.problems.append(fault)
            return None
        if len(text) > _LONGEST_CLASS:
            self._add("long_class", N_("The class is longer than {most} characters. Shorten it."), most=_LONGEST_CLASS)
        return text or None

    def kind(self) -> str | None:
        """`student`, `teacher` or `parent`."""
        text = self._said(Field.KIND)
        kind = kind_of(text)
        if text and kind is None:
            self._add("bad_kind", N_("“{text}” is no kind of volunteer. Write student, teacher or parent."), text=text)
        return kind

    def sex(self) -> str | None:
        """A code of GB/T 2261.1."""
        text = self._said(Field.SEX)
        sex = sex_of(text)
        if text and sex is None:
            self._add("bad_sex", N_("“{text}” is no sex. Write male or female, or leave it empty."), text=text)
        return sex

    def birth(self) -> date | None:
        """The date of birth; a month without a day is not taken, and sets `lacks_day`."""
        text = self._said(Field.BIRTH)
        if not text:
            return None
        if lacks_day(text):
            self.lacks_day = True
            return None
        try:
            birth = parse_day(text, first_year=_FIRST_YEAR)
        except Refused as refused:
            problem = refused.problems[0]
            self._add("bad_birth", problem.message, **problem.values)
            return None
        if birth > self.today:
            self._add("future_birth", N_("The date of birth {text} lies in the future. Correct it."), text=text)
        return birth

    def card(self) -> str | None:
        """The text of the school's own card; empty where the cell says that there is none."""
        if self.texts.get(Field.CARD, "").lstrip("'").casefold() in NOTHING:
            return ""
        text = self._identifier(Field.CARD)
        if not text:
            return None
        if not is_card_text(text):
            self._add(
                "bad_card", N_("The card has more than 64 characters, or some that can't be printed. Correct it.")
            )
        elif self.valid_badge(text):
            self._add("card_is_badge", N_("This is a badge number, not a card. Write it in the column of badges."))
        return text

    def badge(self) -> str | None:
        """A badge number that was minted earlier."""
        text = normal_digits(self._identifier(Field.BADGE))
        if not text:
            return None
        if not self.valid_badge(text):
            self._add(
                "bad_badge",
                N_("The badge number is not right. Copy it once more, or leave it empty to have one made."),
            )
        return text

    def consent(self) -> bool | None:
        """Whether a guardian consents; None where nothing is said."""
        text = self.texts.get(Field.CONSENT, "")
        if (fault := error_in(text, self.where)) is not None:
            # Its letters would pass for a guardian's name.
            self.problems.append(fault)
            return None
        understood, consent = consent_of(text)
        if not understood:
            self._add("bad_consent", N_("It is not clear what “{text}” says of consent. Write yes or no."), text=text)
        return consent

    def _said(self, column: Field) -> str:
        text = self.texts.get(column, "")
        return "" if text.casefold() in NOTHING else text

    def _identifier(self, column: Field) -> str:
        """The text of a column that identifies; empty, with a problem, where it is spoilt or must not be used.

        An identity number is never taken as a number, card or badge, and is not repeated in the problem (domain §5).
        """
        text = identifier(self._said(column), self.where)
        if isinstance(text, Problem):
            self.problems.append(text)
            return ""
        if is_identity_number(text):
            self._add(
                "identity_number",
                N_("This is an identity number. It is not taken; use the number that the school gave, or none."),
            )
            return ""
        return text

    def _add(self, code: str, message: str, **values: object) -> None:
        # Of a cell that a spreadsheet spoilt it is no use to say what it should be one of.
        fault = error_in(str(values.get("text", "")), self.where)
        self.problems.append(fault or Problem(code, self.where, message, values))
