"""Collect the texts that people read, bring the Chinese catalogue up to date, compile it.

Say --check to change nothing, and to fail where a text has no translation, a placeholder differs, or the compiled
file is old.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "checkin/locale/zh/LC_MESSAGES/hourdesk.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}
"""What marks a text, and how many there are."""
PLACEHOLDER = re.compile(r"\{(\w*)")
_NUMBERS = "all|at|count|day|days|expected|gone|most|number|person_times|registered|reported|rows|seconds|time|today"
"""Placeholders in whose place a number, a day or a time stands."""
_AMOUNTS = "added|all_hours|amount|balance|confirmed|hours|income|minutes|planned|scanned|spent|student_hours|usual|waiting_hours"
"""Placeholders in whose place stands what begins with a number, and may end with its unit."""
TIGHT = re.compile(
    rf"[\u4e00-\u9fff](?:\{{(?:{_NUMBERS}|{_AMOUNTS})\b|[0-9])|(?:\{{(?:{_NUMBERS})\}}|[0-9])[\u4e00-\u9fff]"
    rf"|\{{(?:{_AMOUNTS})\}}[小时分]"
)
"""A number without a space between it and a Chinese character."""
_AS_ONE = re.compile(r"^hourdesk .*|\{month\}月\{day\}日|[七九]\d班|\d号|2026春")
"""Commands, dates in words and names, which are written as they are."""


def marked(source: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every call in a module that marks texts: its name, and the texts. Babel's own reading takes the file apart token by
    token, six times as long."""
    written = source.read_text("utf-8")
    if not any(f"{name}(" in written for name in KEYWORDS):
        return
    for call in ast.walk(ast.parse(written)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
            first = call.args[: KEYWORDS[call.func.id]]
            texts = tuple(
                text.value for text in first if isinstance(text, ast.Constant) and isinstance(text.value, str)
            )
            if texts:
                yield call.func.id, texts


def collected() -> Catalog:
    """Every marked text of the four packages, with the file where it stands."""
    catalog = Catalog(project="hourdesk")
    for package in ("checkin", "storage", "exports", "tui"):
        for source in sorted((ROOT / package).rglob("*.py")):
            for _name, texts in marked(source):
                catalog.add(texts if len(texts) > 1 else texts[0], None, [(source.relative_to(ROOT).as_posix(), 1)])
    return catalog


def updated() -> Catalog:
    """The Chinese catalogue with the texts of today; those that nobody uses any more are gone."""
    if PO.exists():
        with PO.open("rb") as file:
            catalog = read_po(file, locale="zh")
    else:
        catalog = Catalog(locale="zh", project="hourdesk")
    made = catalog.creation_date
    catalog.update(collected(), no_fuzzy_matching=True)
    # The same texts give the same bytes on any day.
    catalog.creation_date = made
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = "# The Chinese texts of Hourdesk. Correct them here, then: make texts"
    catalog.project, catalog.version = "hourdesk", "1"
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = "hourdesk"
    return catalog


def faults(catalog: Catalog) -> list[str]:
    """Texts without a translation, and translations with other placeholders or with a number that stands too close."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(strings):
            found.append(f"not translated: {ids[0]!r}")
            continue
        wanted = set(PLACEHOLDER.findall(ids[-1]))
        found += [f"placeholders differ: {ids[0]!r}" for s in strings if set(PLACEHOLDER.findall(s)) != wanted]
        found += [f"no space beside a number: {s!r}" for s in strings if TIGHT.search(_AS_ONE.sub("", s))]
    return found


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the compiled catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    """Update the catalogue, or with `--check` see whether that would change anything. Another argument ends the program."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--check", action="store_true", help="change nothing, fail where something is missing or old")
    check: bool = parser.parse_args().check
    catalog = updated()
    wrong = faults(catalog)
    for line in wrong:
        print(line, file=sys.stderr)
    if check:
        if not MO.exists() or MO.read_bytes() != compiled(catalog):
            print("the compiled catalogue is old: make texts", file=sys.stderr)
            return 1
        return 1 if wrong else 0
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, include_lineno=False)
    MO.write_bytes(compiled(catalog))
    return 0


if __name__ == "__main__":
    sys.exit(main())
