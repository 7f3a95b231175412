"""Every text that a person reads, in the language of the desk (English as written, Chinese by catalogue)."""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from checkin.rules.problems import Problem

LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("zh", "en")
MOST_NAMED = 8
"""People, teams or files that a sentence names."""

_active: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"
_instead: Mapping[str, str] = {}


def language_of() -> str:
    """`zh` where the user's locale is Chinese, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


def use_language(language: str) -> None:
    """Speak `zh` or `en` from now on, in the whole process."""
    global _active, _language
    _language = language
    _active = (
        _gettext.NullTranslations()
        if language == "en"
        else _gettext.translation("hourdesk", LOCALE_DIR, [language], fallback=True)
    )


def use_wording(instead: Mapping[str, str]) -> None:
    """Say other texts in the place of these from now on, in the whole process: English texts by English texts, with the same
    placeholders. A screen has other ways than a command line."""
    global _instead
    _instead = instead


def language() -> str:
    """The language in use: `zh` or `en`."""
    return _language


def _(message: str) -> str:
    """`message` in the language in use."""
    return _active.gettext(_instead.get(message, message)) if message else ""


def in_every_language(message: str) -> list[str]:
    """`message` in English and in Chinese, whatever language is in use: for a search by either."""
    chinese = _gettext.translation("hourdesk", LOCALE_DIR, ["zh"], fallback=True)
    return list(dict.fromkeys([message, chinese.gettext(message)])) if message else []


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the text for the number `n`, in the language in use."""
    return _active.ngettext(_instead.get(singular, singular), _instead.get(plural, plural), n)


def in_a_row(sentences: Iterable[str]) -> str:
    """Whole sentences one behind the other, empty ones left out; no blank follows a full stop in Chinese."""
    return ("" if _language == "zh" else " ").join(filter(None, sentences))


def enumerated(parts: Iterable[str]) -> str:
    """Several things within a sentence, as the language in use separates them: the one home of that."""
    return _(", ").join(parts)


def first_few(parts: Iterable[str], most: int = MOST_NAMED) -> str:
    """The first of several things within a sentence, and how many more there are: nobody reads sixty names in one."""
    listed = list(parts)
    return enumerated(listed[:most]) + (f" … +{len(listed) - most}" if len(listed) > most else "")


def clauses(parts: Iterable[str]) -> str:
    """Parts of a sentence of which each could be one, as the language in use separates them."""
    return _("; ").join(parts)


def sentence(problem: Problem) -> str:
    """What is wrong and what to do, in the language in use, without where. A value that is several is listed."""
    values = {
        name: enumerated(map(str, value)) if isinstance(value, tuple | list) else value
        for name, value in problem.values.items()
    }
    return _(problem.message).format(**values)


def say(problem: Problem) -> str:
    """One line for a person: where, what is wrong, what to do."""
    text = sentence(problem)
    colon = "：" if _language == "zh" else ": "
    return f"{place_text(problem.where)}{colon}{text}" if problem.where else text


def place_text(where: str) -> str:
    """Where a problem is, for a person: the name of a value, such as NUMBER, in the language in use; all else as it is."""
    return name_of_value(where) if where.isascii() and where.isupper() else where


_SAME_VALUE = {"OUT": "FILE", "IN": "FILE", "OUT_DIR": "DIR"}
"""IN and OUT are also words of the screen, for check-in and check-out."""


def name_of_value(name: str) -> str:
    """What stands for a value in the help, such as NUMBER, in the language in use."""
    return name if _language == "en" else _(_SAME_VALUE.get(name, name))
