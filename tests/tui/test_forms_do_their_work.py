"""A form closes when its work is done: what is refused, or not agreed to, loses nothing that was typed.

So what a form saves by waits for that work. A form that only collects answers would be gone before it is known whether they hold.
"""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import tui

PLACES = {
    "FormDialog": 2,
    "LaterForm": 2,
    "ask_file": 4,
    "ask_list": 4,
    "ask_period": 2,
    "SecretForm": 2,
}
"""Forms, and functions that open one, each with the place of what it saves by."""
WORKS = frozenset(
    {"tried", "with_record", "make_file", "change_as_shown", "write_changes", "write_posts", "long", "ask"}
)
"""Ways to do a work, of which what went wrong is said elsewhere than in the form."""
AFTERWARDS = {
    ("desk/recovering.py", "recover_team"): "the desk is the first one: what it is now is read",
}
"""Functions that turn to the record once their form has closed, with the reason why nothing can be lost."""
FORM_KINDS = frozenset(
    {
        "DeedForm",
        "RulingForm",
        "EditActivityForm",
        "CopiedActivityForm",
        "NewActivityDialog",
        "WalkInDialog",
        "PaperDialog",
    }
)
ONLY_ASK = {
    ("desk/posts/board.py", "keep"): "a time: the board is shown as it stood then",
    ("desk/making/people/totals.py", "keep"): "which sessions are summed: the list shows them",
    ("district/commands/views.py", "keep"): "the text that is searched for: the list shows what fits",
    ("screens/explanation.py", "keep"): "which sessions are shown: the screen shows them",
    ("screens/making/day_form.py", "typed"): "a day: the list behind it is shown of it",
}
"""What a form saves by and waits for nothing, with the reason why nothing can be lost."""


def _functions(tree: ast.AST) -> Iterator[ast.AsyncFunctionDef | ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
            yield node


def _own_calls(outer: ast.AST) -> list[ast.Call]:
    """What is called in it, but not in a function inside it, in the order of a walk."""
    found, waiting = [], deque([outer])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, ast.Call):
            found.append(node)
        waiting.extend(
            one for one in ast.iter_child_nodes(node) if not isinstance(one, ast.AsyncFunctionDef | ast.FunctionDef)
        )
    return found


def _modules(below: Path) -> Iterator[tuple[Path, ast.Module]]:
    """The modules in which a form is named."""
    for file in sorted(below.rglob("*.py")):
        text = file.read_text("utf-8")
        if any(name in text for name in {*PLACES, *FORM_KINDS, "use="}):
            yield file, ast.parse(text)


def _called(node: ast.Call) -> str:
    return (
        node.func.id
        if isinstance(node.func, ast.Name)
        else node.func.attr
        if isinstance(node.func, ast.Attribute)
        else ""
    )


def _saves(tree: ast.AST) -> Iterator[tuple[str, list[ast.AsyncFunctionDef | ast.FunctionDef]]]:
    """The name of what each form of a file saves by, with the functions of that name in the innermost function around it, else in
    the file."""
    for outer in [tree, *_functions(tree)]:
        for call in _own_calls(outer):
            place = PLACES.get(_called(call))
            named = {one.arg: one.value for one in call.keywords}
            saves = named.get("use") or (call.args[place] if place is not None and len(call.args) > place else None)
            if isinstance(saves, ast.Name):
                yield saves.id, [one for one in _functions(outer) if one.name == saves.id]


def test_what_a_form_saves_by_waits_for_the_work() -> None:
    below = Path(tui.__file__).parent
    found: dict[tuple[str, str], bool] = {}
    for file, tree in _modules(below):
        for name, functions in _saves(tree):
            waits = any(isinstance(node, ast.Await) for one in functions for node in ast.walk(one))
            # What is imported, or handed in, is looked at where it is written.
            if functions:
                place = (file.relative_to(below).as_posix(), name)
                found[place] = found.get(place, True) and waits
    assert len(found) > 40, "this test no longer finds the forms"
    assert {place for place, waits in found.items() if not waits} == set(ONLY_ASK)


def test_nothing_is_done_with_the_record_after_a_form_has_closed() -> None:
    below = Path(tui.__file__).parent
    found = set()
    for file, tree in _modules(below):
        for outer in _functions(tree):
            calls = _own_calls(outer)
            forms = [call.lineno for call in calls if _called(call) in {*PLACES, *FORM_KINDS}]
            later = [call for call in calls if _called(call) in WORKS and forms and call.lineno > min(forms)]
            if later:
                found.add((file.relative_to(below).as_posix(), outer.name))
    assert found == set(AFTERWARDS)
