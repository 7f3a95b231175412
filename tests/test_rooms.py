"""The rooms hold: only the screen loads Textual, no import runs in a circle, no folder is a warehouse."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from checkin.texts import first_few
from scripts.measure import (
    Graph,
    Module,
    arrows_up,
    circles,
    code_lines,
    folders,
    imports,
    modules,
    mutual_folders,
    sentences,
)
from tests.portions import in_the_soak

ROOT = Path(__file__).parent.parent
MOST_MODULES = 30
ONE_THEORY = {"checkin.rules"}
"""Folders that may hold more: the rules are one theory on many floors."""
MOST_CODE = 300
"""Lines of code in a module."""
MUTUAL = {
    ("exports.audit", "exports.district"): "an answer goes to the school that was asked, in the district's receipt",
    (
        "exports.district.record",
        "exports.district.says",
    ): "what is merged is opened and trusted by keys that the district gives out",
}
"""Folders side by side that import each other, and why."""
CATALOGUES = {"checkin.rules.events", "storage.disk.migrations"}
"""Modules that may hold more: a list with an entry a kind of event, and one with an entry a version of the schema."""
WRITE_OTHERWISE = {
    "cli/activity/copying.py": "only looks: --dry-run",
    "cli/roster/bringing.py": "a list is planned anew when it is taken",
    "desk/making/people/importing.py": "a list is planned anew when it is taken",
    "cli/district/rule.py": "the district is open for this command alone",
    "district/ruling_form.py": "the district looks for itself",
    "screens/first_start/roster.py": "nobody else works a desk that is being made",
    "screens/volunteer/foreseeing.py": "what it foresees giving.py does",
}
"""Modules that foresee a change of hours and don't write it as it was foreseen, and why."""
SEVERAL_HOMES = {
    "{team} · desk {desk}": "the heading of a paper, and of a screen",
    "Show this message and exit.": "click's own text, and where it is said again in the language in use",
    "Show the version and exit.": "the same",
    "Try '{command} {option}' for help.": "the same",
    "Is a certificate genuine?": "a row of the desk and a row of the clerk",
    "Is this certificate genuine?": "the titles of two forms",
    "Is this laptop ready?": "a row, and the title of what it opens",
}
"""Sentences that are written in several modules, and why."""
COMMAS_FOR_PROGRAMS = frozenset(
    {
        "checkin/rules/problems.py",
        "exports/audit/plausibility/crowds.py",
        "exports/audit/plausibility/laid_out.py",
        "exports/audit/plausibility/timetable.py",
        "exports/district/asks/conflicts/kinds/two_names.py",
        "exports/district/columns.py",
        "exports/district/kept/parts.py",
        "exports/district/record/badge_owners.py",
        "exports/district/record/folding.py",
        "exports/district/record/handed_on.py",
        "exports/district/record/judging.py",
        "exports/district/record/own_events.py",
        "exports/district/returns/returns.py",
        "exports/district/spark/folding.py",
        "exports/exchange/pack/resources.py",
        "exports/ical/repeats.py",
        "storage/check.py",
        "storage/disk/connection.py",
        "storage/disk/migrations.py",
        "storage/disk/schema.py",
        "storage/log/common_events.py",
        "storage/log/event_queries.py",
        "storage/log/events.py",
        "storage/log/json_rows.py",
        "storage/log/judging.py",
        "storage/log/personal_query.py",
        "storage/log/taking_in.py",
        "storage/people/notes.py",
        "storage/people/register.py",
        "storage/presence/last_scans.py",
        "storage/soundness/made_schema.py",
        "tui/cli/audit/listing.py",
        "tui/cli/base/man_page.py",
        "tui/cli/scans/typed_lines.py",
        "tui/district/clerk_app.py",
        "tui/model/commands.py",
        "tui/screens/desk.py",
    }
)
"""Modules that join with commas what programs read: SQL, CSV, calendars, keys, an error of the code itself."""
LOAD_ALL = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
        print(module.name)
    loaded = sorted(name for name in sys.modules if name.split(".")[0] == "textual")
    if loaded:
        sys.exit(f"{name} loaded {loaded}")
"""


@cache
def house() -> list[Module]:
    return modules(ROOT)


@cache
def arrows() -> Graph:
    return imports(house())


@in_the_soak
def test_no_other_package_loads_textual() -> None:
    """One process for all of them, each on top of those before. The import contracts and `test_processes` hold it too."""
    packages = ["checkin", "storage", "exports", "tui.words", "tui.cli"]
    done = subprocess.run([sys.executable, "-c", LOAD_ALL, *packages], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert all(sum(name.startswith(f"{package}.") for name in loaded) > 5 for package in packages)


def test_no_imports_run_in_a_circle_though_they_come_late() -> None:
    assert circles(arrows()) == []


def test_the_arrows_run_one_way_though_an_import_comes_late() -> None:
    assert arrows_up(arrows()) == []


def test_of_two_folders_side_by_side_only_one_imports_the_other() -> None:
    assert set(mutual_folders(arrows())) == set(MUTUAL)


def test_no_folder_is_a_warehouse() -> None:
    full = {name: count for name, count in folders(house()).items() if count > MOST_MODULES}
    assert set(full) <= ONE_THEORY


def test_no_module_is_long() -> None:
    long = {module.name for module in house() if module.lines > MOST_CODE and code_lines(module) > MOST_CODE}
    assert long <= CATALOGUES


def test_what_is_shown_before_it_is_written_is_written_as_it_was_shown() -> None:
    """Whoever foresees a change of hours and asks about it writes through the home that looks again whether it still holds."""
    texts = {
        path.relative_to(ROOT / "tui").as_posix(): path.read_text("utf-8") for path in (ROOT / "tui").rglob("*.py")
    }
    foresee = {name for name, text in texts.items() if re.search(r"\bforesee(_events|_list)?\(", text)}
    assert {name for name in foresee if "do_foreseen(" not in texts[name]} == set(WRITE_OTHERWISE)


def test_work_that_is_begun_late_is_no_coroutine_yet() -> None:
    """A coroutine that a worker of an app never came to, since the app was left, is told as a warning in its terminal."""
    begun = re.compile(r"\brun_worker\(\s*(?!partial\()[\w.]+\(")
    assert [path.name for path in (ROOT / "tui").rglob("*.py") if begun.search(path.read_text("utf-8"))] == []


def test_what_stands_in_a_sentence_is_listed_as_its_language_lists_it() -> None:
    """One home joins several things within a sentence (`checkin.texts.enumerated`, and `clauses`); a comma that is written in the
    code stands in what programs read."""
    comma = re.compile(r"""(?:_\()?["'][,;] ?["']\)?\.join\(""")
    found = {
        path.relative_to(ROOT).as_posix()
        for room in ("checkin", "storage", "exports", "tui")
        for path in (ROOT / room).rglob("*.py")
        if comma.search(path.read_text("utf-8"))
    }
    assert found == COMMAS_FOR_PROGRAMS | {"checkin/texts.py"}


def test_a_sentence_names_the_first_few_from_one_home() -> None:
    """`checkin.texts.first_few` says how many more there are; whoever cuts a list within a sentence alone forgets that."""
    cut = re.compile(r"enumerated\(.*\w\[:\w+\]\)|enumerated\(.* in \w+\[:\w+\]")
    assert [module.name for module in house() if cut.search(module.path.read_text("utf-8"))] == ["checkin.texts"]
    assert first_few("abc", 3) == "a, b, c" and first_few("abcde", 3) == "a, b, c … +2"


def test_a_sentence_has_one_home() -> None:
    """What command and screen both say stands in `tui.words`, and what two modules refuse is one function that raises it."""
    assert {text for text, names in sentences(house()).items() if len(names) > 1} == set(SEVERAL_HOMES)


def test_a_circle_of_late_imports_is_found(tmp_path: Path) -> None:
    room = tmp_path / "storage"
    room.mkdir()
    (room / "__init__.py").write_text("")
    (room / "one.py").write_text("from storage import two\n")
    (room / "two.py").write_text("def late():\n    from storage.one import two\n    return two\n")
    (room / "three.py").write_text("import storage.one\n")
    assert circles(imports(modules(tmp_path, ["storage"]))) == [["storage.one", "storage.two"]]
    assert [code_lines(module) for module in modules(tmp_path, ["storage"])] == [0, 1, 1, 3]
    (room / "one.py").write_text('"""About it,\n\nin three lines."""\n\n# why\nTWO = "a text" + """\nof code"""\n')
    assert code_lines(modules(tmp_path, ["storage"])[1]) == 2


def test_folders_that_import_each_other_are_found_however_deep_the_modules_lie() -> None:
    graph = {
        "storage.one.a": frozenset({"storage.two.deep.b", "storage.front"}),
        "storage.two.deep.b": frozenset(),
        "storage.two.c": frozenset({"storage.one.a"}),
        "storage.front": frozenset({"storage.one.a", "storage.two.c"}),
    }
    assert mutual_folders(graph) == [("storage.one", "storage.two")]
    assert mutual_folders({**graph, "storage.two.c": frozenset({"storage.front"})}) == []
