"""The register: names and classes, apart from the log, so that they can be purged (design §1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from checkin.rules.identity import key
from storage.disk import sqlite
from storage.people.class_names import ClassNames
from storage.people.person import Person
from storage.people.purged_marks import PurgedMarks, purged_word, without_purged
from storage.people.rows_beside import KNOWN, PERSON, ROW, PersonRow, enter_rows, forget_rows, prepare_rows
from storage.people.search_text import FORM, badge_digits, folded, joined, search_text

_MOST_WORDS, _LONGEST_WORD = 20, 300
_UPSERT = f"INSERT INTO person ({ROW}, left) VALUES ({', '.join('?' * (ROW.count(',') + 1))}, 0) {KNOWN}"


class Register:
    """Persons that this desk knows by name. Keys are `TEAM/NUMBER`.

    A class that was written in several spellings is read in one (`storage.people.class_spelling`). A name that was purged
    is read as the word for that; whatever writes a person leaves out what was purged of them.
    """

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        self.classes = ClassNames(connection)
        self.purged = PurgedMarks(connection)
        self._texts_are_of_this_version = False

    def person(self, volunteer: str) -> Person | None:
        """The person of a key; None for an unknown badge or number."""
        return next(iter(self.persons_of((volunteer,)).values()), None)

    def persons_of(self, volunteers: Iterable[str]) -> dict[str, Person]:
        """By key the persons of those keys that are known, read some hundreds at a time."""
        rows = self._rows_of(f"SELECT {PERSON} FROM person WHERE", volunteers)
        return {key_of(person): person for person in self._persons(rows)}

    def persons(self, *, with_leavers: bool = True) -> list[Person]:
        """Everybody, by class and number."""
        condition = "" if with_leavers else "WHERE left = 0"
        order = "class_order(class_name), number, team"
        return self._persons(self._connection.execute(f"SELECT {PERSON} FROM person {condition} ORDER BY {order}"))

    def names(self) -> dict[str, tuple[str, str, str]]:
        """`(name, class, kind)` by key, for whole tables."""
        rows = self._connection.execute("SELECT key, name, class_name, kind FROM person")
        others, purged = self.classes.others(), purged_word()
        return {row[0]: (row[1] or purged, others.get(row[2], row[2]), row[3]) for row in rows}

    def everybody(self) -> set[str]:
        """The keys of all persons, read from an index alone."""
        return {row[0] for row in self._connection.execute("SELECT key FROM person")}

    def nameless(self) -> set[str]:
        """The keys of the persons whose name was purged: where their name travels, it is an empty text."""
        return {row[0] for row in self._connection.execute("SELECT key FROM person WHERE name = ''")}

    def badge(self, volunteer: str) -> str | None:
        """The badge number in force of one person."""
        row = self._connection.execute("SELECT badge FROM person WHERE key = ?", (volunteer,)).fetchone()
        return None if row is None else row[0]

    def badges(self) -> dict[str, str]:
        """The badge number in force by key."""
        rows = self._connection.execute("SELECT key, badge FROM person WHERE badge IS NOT NULL")
        return dict(rows.fetchall())

    def has_cards(self) -> bool:
        """Whether anybody has a school card of their own: only then are bar codes looked for."""
        found = self._connection.execute("SELECT 1 FROM person WHERE card IS NOT NULL AND card <> '' LIMIT 1")
        return found.fetchone() is not None

    def find(self, text: str, limit: int = 50) -> list[Person]:
        """The persons who match a piece of a name, its pinyin or initials, a number or a class; every word must match.

        One character is enough. The exact number comes first, then names that begin with the text; leavers come last.
        The digits of a badge, in groups or not, find whose it is.
        """
        if (digits := badge_digits(text)) is not None and (holders := self._with_badge(digits, limit)):
            return holders
        self._write_older_texts_anew()
        # A Chinese input method may give full-width letters and digits.
        words = folded(text).split()
        # SQLite has limits, and nothing in the register is as long.
        if not words or len(words) > _MOST_WORDS or max(map(len, words)) > _LONGEST_WORD:
            return []
        wanted = [self._has_word(word) for word in words]
        in_words = " AND ".join(condition for condition, _values in wanted)
        whole, of_class = self._in_class(text)
        rows = self._connection.execute(
            f"SELECT {PERSON} FROM person WHERE ({in_words}) OR {whole} ORDER BY left, search NOT LIKE ? ESCAPE '\\', "
            "search NOT LIKE ? ESCAPE '\\', class_order(class_name), number LIMIT ?",
            (
                *(value for _condition, values in wanted for value in values),
                *of_class,
                f"% {_escaped(words[0])}{FORM}",
                f"{_escaped(words[0])}%",
                limit,
            ),
        )
        return self._persons(rows)

    def _has_word(self, word: str) -> tuple[str, list[str]]:
        """The condition that a word stands in the search text or spells the class, with its values."""
        in_class, spellings = self._in_class(word)
        written = list(dict.fromkeys([word, joined(word) or word]))
        in_text = " OR ".join(["search LIKE ? ESCAPE '\\'"] * len(written))
        return f"({in_text} OR {in_class})", [*(f"%{_escaped(one)}%" for one in written), *spellings]

    def _in_class(self, text: str) -> tuple[str, list[str]]:
        """The condition that a text spells the class, with its values."""
        spellings = self.classes.spellings(text)
        return f"class_name IN ({', '.join('?' * len(spellings))})", spellings

    def _with_badge(self, digits: str, limit: int) -> list[Person]:
        """Whose badge in force begins with these digits."""
        rows = self._connection.execute(
            f"SELECT {PERSON} FROM person WHERE badge LIKE ? ORDER BY left, class_order(class_name), number LIMIT ?",
            (f"{digits}%", limit),
        )
        return self._persons(rows)

    def _rows_of(self, select: str, volunteers: Iterable[str]) -> list[tuple[Any, ...]]:
        """The rows of these keys, by a query that ends where its condition on them belongs. All at once: where one is damaged, none
        is left half read."""
        return [
            row
            for chunk in sqlite.in_chunks(volunteers)
            for row in self._connection.execute(f"{select} key IN ({', '.join('?' * len(chunk))})", chunk)
        ]

    def _persons(self, rows: Iterable[tuple[Any, ...]]) -> list[Person]:
        others, purged = self.classes.others(), purged_word()
        return [_person(row, others, purged) for row in rows]

    def _write_older_texts_anew(self) -> None:
        """Give the texts of an older version the readings of this one, once: a search comes with every key that is typed."""
        if self._texts_are_of_this_version:
            return
        older = self._connection.execute(
            f"SELECT {PERSON} FROM person WHERE search NOT LIKE ?", (f"%{FORM}",)
        ).fetchall()
        self._texts_are_of_this_version = True
        if not older:
            return
        texts = [(search_text(person), key_of(person)) for person in self._persons(older)]
        alone = not self._connection.in_transaction
        if alone:
            self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("UPDATE person SET search = ? WHERE key = ?", texts)
        if alone:
            self._connection.execute("COMMIT")

    def write(self, persons: Iterable[Person]) -> None:
        """Add persons or replace what is known of them; leavers among them are back. What was purged of them stays away,
        whoever brings it (`purged.remove` lets it in again). Needs a transaction around it.
        """
        self._connection.executemany(_UPSERT, self.rows(persons))
        self.classes.forget()

    def rows(self, persons: Iterable[Person]) -> list[PersonRow]:
        """What `write` writes of these persons. Their names are looked up for it, which takes longer than the writing."""
        marks = self.purged.fields()
        return [_row(without_purged(person, marks.get(key_of(person), ()))) for person in persons]

    def prepare_rows(self, rows: Iterable[PersonRow], badges: Mapping[str, str]) -> None:
        """Lay beside the register what `rows` gave, with their new badge numbers by key, for `enter_rows`; no scan waits for it."""
        prepare_rows(self._connection, rows, badges)

    def enter_rows(self) -> None:
        """As `write` and `set_badges`, with what was laid beside. Needs a transaction around it."""
        enter_rows(self._connection)
        self.classes.forget()

    def forget_rows(self) -> None:
        """Let go of what was laid beside."""
        forget_rows(self._connection)

    def state(self) -> list[tuple[Any, ...]]:
        """All that the register holds of people, to be compared with what it holds later."""
        return self._connection.execute(f"SELECT {PERSON}, badge, left FROM person ORDER BY key").fetchall()

    def rewrite(self, persons: Iterable[Person]) -> None:
        """Write what is known of persons anew, without those fields that were purged; leavers stay leavers. Needs a
        transaction around it.
        """
        marks, nameless = self.purged.fields(), self.nameless()
        written = [_row(without_purged(person, marks.get(key_of(person), ()))) for person in persons]
        self._connection.executemany(
            "UPDATE person SET name = ?, class_name = ?, sex = ?, birth = ?, card = ?, age_under = ?, age_until = ?, search = ? "
            "WHERE key = ?",
            (("" if row[0] in nameless else row[3], row[4], *row[6:9], *row[10:], row[0]) for row in written),
        )
        self.classes.forget()

    def mark_left(self, volunteers: Iterable[str], on: date | None = None) -> None:
        """Mark volunteers as leavers: no roster has them any more, but they stay in the register. `on` is the day on which
        that was noticed, None where nobody here knows it. Needs a transaction around it.
        """
        day = None if on is None else on.isoformat()
        self._connection.executemany(
            "UPDATE person SET left = 1, left_on = coalesce(left_on, ?) WHERE key = ?", ((day, v) for v in volunteers)
        )
        self.classes.forget()

    def mark_back(self, volunteers: Iterable[str]) -> None:
        """Mark volunteers as being there again. Needs a transaction around it."""
        self._connection.executemany(
            "UPDATE person SET left = 0, left_on = NULL WHERE key = ?", ((v,) for v in volunteers)
        )

    def leavers(self) -> set[str]:
        """The keys of the persons who left."""
        return {row[0] for row in self._connection.execute("SELECT key FROM person WHERE left = 1")}

    def has_left(self, volunteer: str) -> bool:
        """Whether somebody of the register left the school."""
        row = self._connection.execute("SELECT left FROM person WHERE key = ?", (volunteer,)).fetchone()
        return row is not None and bool(row[0])

    def days_of_leaving(self, among: Iterable[str] | None = None) -> dict[str, date | None]:
        """By the key of each leaver the day on which a roster no longer had them; None where it was not noted. `among` some keys only
        these are read: to read a large register through takes the memory of the desk, and time."""
        select = "SELECT key, left_on FROM person WHERE left = 1"
        rows = self._connection.execute(select) if among is None else self._rows_of(f"{select} AND", among)
        return {key: date.fromisoformat(day) if day else None for key, day in rows}

    def set_badge(self, volunteer: str, badge: str | None) -> None:
        """The badge number in force of a person, None for none. Needs a transaction around it."""
        self._connection.execute("UPDATE person SET badge = ? WHERE key = ?", (badge, volunteer))

    def set_badges(self, badges: Mapping[str, str]) -> None:
        """The badge numbers in force of several persons, by key. Needs a transaction around it."""
        self._connection.executemany(
            "UPDATE person SET badge = ? WHERE key = ?", ((badge, volunteer) for volunteer, badge in badges.items())
        )

    def set_consent(self, volunteers: Iterable[str], *, given: bool) -> None:
        """Write the consent that a guardian gave or withdrew by hand, in place of the
        roster's. Needs a transaction around it.
        """
        self._connection.executemany(
            "UPDATE person SET consent = ? WHERE key = ?", ((int(given), v) for v in volunteers)
        )

    def clear(self) -> None:
        """Delete everybody; needs a transaction around it. Only for a register that is replaced whole."""
        self._connection.execute("DELETE FROM person")
        self.classes.forget()


def key_of(person: Person) -> str:
    """The key of a person."""
    return key(person.team, person.number)


def _row(person: Person) -> PersonRow:
    return (
        key_of(person),
        person.team,
        person.number,
        person.name,
        person.class_name,
        person.kind,
        person.sex,
        person.birth.isoformat() if person.birth else None,
        person.card,
        None if person.consent is None else int(person.consent),
        person.age_under,
        person.age_until.isoformat() if person.age_until else None,
        search_text(person),
    )


def _person(row: tuple[Any, ...], classes: Mapping[str, str], purged: str) -> Person:
    team, number, name, class_name, kind, sex, birth, card, consent, age_under, age_until = row
    return Person(
        team=team,
        number=number,
        name=name or purged,
        class_name=classes.get(class_name, class_name),
        kind=kind,
        sex=sex,
        birth=date.fromisoformat(birth) if birth else None,
        card=card,
        consent=None if consent is None else bool(consent),
        age_under=age_under,
        age_until=date.fromisoformat(age_until) if age_until else None,
    )


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
