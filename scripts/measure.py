"""Measures the house: how large its files and functions are, how folders fill, what imports run where they must not.

`python scripts/measure.py [FOLDER]` prints a table of the checkout, or of another folder with Python code beside it.
Imports inside functions count like any other; imports for type checkers only do not make a program circular, but
they make it hard to read, so they count too.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOMS = ("checkin", "storage", "exports", "tui")
"""From the lowest to the highest: a room imports itself and those before it."""
LONG_FUNCTION = 30
APP = "DeskApp"
Graph = Mapping[str, frozenset[str]]
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Module(NamedTuple):
    """A module by its dotted name: its file's lines and its tree."""

    name: str
    path: Path
    lines: int
    tree: ast.Module


def modules(root: Path, rooms: Iterable[str] = ROOMS) -> list[Module]:
    """All modules of the rooms below `root`, by name."""
    found = []
    for room in rooms:
        for path in sorted((root / room).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            text = path.read_text("utf-8")
            found.append(Module(name, path, len(text.splitlines()), ast.parse(text)))
    return found


def code_lines(module: Module) -> int:
    """The lines of a module that hold code: no blank ones, no comments and no docstrings."""
    told: set[int] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            told.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(module.path.read_text("utf-8").splitlines(), 1)
    return sum(
        number not in told and not line.lstrip().startswith("#") and bool(line.strip()) for number, line in lines
    )


def imports(found: Iterable[Module]) -> Graph:
    """Which modules of the same house each one imports, wherever the import stands."""
    found = list(found)
    names = {module.name for module in found}
    return {module.name: frozenset(_imported(module, names) - {module.name}) for module in found}


def _imported(module: Module, names: set[str]) -> set[str]:
    reached: set[str] = set()
    for node in _statements(module.tree):
        match node:
            case ast.Import():
                reached |= {alias.name for alias in node.names}
            case ast.ImportFrom(module=str(source)):
                for alias in node.names:
                    whole = f"{source}.{alias.name}"
                    reached.add(whole if whole in names else source)
    return reached & names


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements in it, at any depth: imports are among them, and most of a tree are expressions."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        for one in getattr(node, name, ()):
            yield one
            yield from _statements(one)


def circles(graph: Graph) -> list[list[str]]:
    """The groups of modules that reach each other by imports (Tarjan 1972), each sorted."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in graph.get(name, ()):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    sys.setrecursionlimit(max(sys.getrecursionlimit(), 10 * len(graph) + 1000))
    for name in graph:
        if name not in index:
            visit(name)
    return found


def arrows_up(graph: Graph, rooms: tuple[str, ...] = ROOMS) -> list[tuple[str, str]]:
    """Imports from a lower room into a higher one."""
    floor = {room: number for number, room in enumerate(rooms)}

    def height(name: str) -> int:
        return floor[name.split(".")[0]]

    return [(name, other) for name in graph for other in graph[name] if height(other) > height(name)]


def mutual_folders(graph: Graph) -> list[tuple[str, str]]:
    """Folders side by side of which each imports the other, as (first, second) by name: neither of them can be read alone."""
    there = {name.rpartition(".")[0] for name in graph}
    pairs = {_side_by_side(name, other) for name, others in graph.items() for other in others}
    return sorted(
        (one, other) for one, other in pairs if one < other and (other, one) in pairs and {one, other} <= there
    )


def _side_by_side(name: str, other: str) -> tuple[str, str]:
    """What two modules lie in below the last folder that they share: a folder each, or the module itself."""
    parts, others = name.split("."), other.split(".")
    shared = sum(1 for _same in takewhile(lambda pair: pair[0] == pair[1], zip(parts, others, strict=False)))
    return ".".join(parts[: shared + 1]), ".".join(others[: shared + 1])


def folders(found: Iterable[Module]) -> Counter[str]:
    """How many modules lie in each folder, without its `__init__`."""
    return Counter(module.name.rpartition(".")[0] for module in found if module.path.name != "__init__.py")


def function_lengths(found: Iterable[Module]) -> list[int]:
    """The lines of every function and method, decorators not counted."""
    nodes = (node for module in found for node in ast.walk(module.tree))
    return [node.end_lineno - node.lineno + 1 for node in nodes if isinstance(node, _FUNCTIONS) and node.end_lineno]


def sentences(found: Iterable[Module]) -> dict[str, set[str]]:
    """The sentences that are said to people, and the modules in which each is written."""
    homes: dict[str, set[str]] = {}
    for module in found:
        for node in ast.walk(module.tree):
            match node:
                case ast.Call(func=ast.Name(id="_" | "N_" | "ngettext"), args=[ast.Constant(value=str(text)), *_]):
                    if is_sentence(text):
                        homes.setdefault(text, set()).add(module.name)
    return homes


def is_sentence(text: str) -> bool:
    """Whether a text is one, and not a label, a column's heading or a command as an example: it has four words or more, and ends
    like one, has a place for a value, or goes on for more than six."""
    words = text.split()
    return len(words) > 3 and words[0] != "hourdesk" and (text[-1] in ".:?!" or "{" in text or len(words) > 6)


def methods_of(found: Iterable[Module], name: str) -> tuple[int, int]:
    """How many methods a class has with its bases of ours, and how many classes of ours that are."""
    nodes = (node for module in found for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))
    classes = {node.name: node for node in nodes}
    methods = count = 0
    names = [name]
    while names:
        node = classes.get(names.pop())
        if node is not None:
            count += 1
            methods += sum(isinstance(part, _FUNCTIONS) for part in node.body)
            names += [base.id for base in node.bases if isinstance(base, ast.Name)]
    return methods, count


def table(root: Path) -> list[tuple[str, str]]:
    """The rows of the table: what is measured, and the figure."""
    found = modules(root)
    graph = imports(found)
    sizes = [module.lines for module in found if module.path.name != "__init__.py"]
    lengths = function_lengths(found)
    methods, classes = methods_of(found, APP)
    largest = ", ".join(f"{name} {count}" for name, count in folders(found).most_common(3))
    long = sum(length > LONG_FUNCTION for length in lengths)
    return [
        ("files / lines", f"{len(sizes)} / {sum(sizes):,}"),
        ("median file, longest", f"{median(sizes):.0f}, {max(sizes)}"),
        ("median function, longest", f"{median(lengths):.0f}, {max(lengths)}"),
        (f"functions over {LONG_FUNCTION} lines", f"{100 * long / len(lengths):.1f} %"),
        ("largest folders (modules)", largest),
        ("the desk's app", f"{methods} methods in {classes} classes of ours"),
        ("sentences with several homes", str(sum(len(names) > 1 for names in sentences(found).values()))),
        ("import circles, late imports counted", str(len(circles(graph)))),
        ("arrows up", str(len(arrows_up(graph)))),
        ("folders that import each other", str(len(mutual_folders(graph)))),
    ]


if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent
    for what, figure in table(root):
        print(f"{what:<40} {figure}")
