"""A file or a folder is picked from a tree that begins at sticks, downloads, desktop and home."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text as Label
from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from checkin.file_errors import reason_of
from checkin.texts import _
from tui.screens.dialog import Dialog
from tui.screens.fields.places import Place, inside, places
from tui.widgets.key_bar import Entry

Node = TreeNode[Place | None]


class FileTree(Tree[Place | None]):
    """The tree: the arrow to the right opens a folder, the one to the left shuts it or goes up."""

    DEFAULT_CSS = """
    FileTree { height: 14; background: $surface; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "unfold", show=False),
        Binding("left", "fold", show=False),
    ]

    def action_unfold(self) -> None:
        """Open the marked folder."""
        if self.cursor_node is not None and self.cursor_node.allow_expand:
            self.cursor_node.expand()

    def action_fold(self) -> None:
        """Shut the marked folder; from what is in it, go to the folder."""
        node = self.cursor_node
        if node is None:
            return
        if node.is_expanded and node.allow_expand:
            node.collapse()
        elif node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)


class PickDialog(Dialog[str | None]):
    """Gives the path that was picked. `endings`: those of the files that are shown, all where there is none; `folders`: a folder
    is picked, and only where there are endings a file."""

    DEFAULT_CSS = """
    PickDialog.-scanned FileTree { height: 6; }
    """

    def __init__(self, title: str, endings: Sequence[str] = (), *, folders: bool = False) -> None:
        super().__init__(title)
        self._endings = tuple(ending.casefold() for ending in endings)
        self._picks_folder = folders
        self.tree_of_files = FileTree("")
        self._read: set[Path] = set()

    def parts(self) -> Iterable[Widget]:
        """The tree."""
        tree = self.tree_of_files
        tree.show_root = False
        tree.guide_depth = 2
        tree.auto_expand = not self._picks_folder
        yield tree

    def entries(self) -> list[Entry]:
        """What Enter and the arrows do."""
        folder = _("take this one") if self._endings else _("this folder")
        word = folder if self._picks_folder else _("open, or take the file")
        return [("Enter", word, "screen.take"), ("→ ←", _("open, shut"), "screen.turn")]

    def begin(self) -> None:
        """The places to begin at; the first one stands open."""
        self._begin_at()

    @work(exclusive=True, group="places")
    async def _begin_at(self) -> None:
        for place in await asyncio.to_thread(places):
            self._add(self.tree_of_files.root, place)
        self.tree_of_files.root.expand()
        first = self.tree_of_files.root.children[0]
        self.tree_of_files.move_cursor(first)
        first.expand()
        self.tree_of_files.focus()

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[Place | None]) -> None:
        """Read the folder when it is opened, once."""
        event.stop()
        place = event.node.data
        if place is not None and place.path not in self._read:
            self._read.add(place.path)
            self._fill(event.node, place)

    @work
    async def _fill(self, node: Node, place: Place) -> None:
        try:
            found = await asyncio.to_thread(inside, place.path, self._endings, folders=self._picks_folder)
        except OSError as error:
            node.add_leaf(Label(_("✗ can't be read: {reason}").format(reason=reason_of(error))), None)
            return
        for one in found:
            self._add(node, one)
        if not found:
            node.add_leaf(Label(self._nothing()), None)

    def _nothing(self) -> str:
        if self._picks_folder and not self._endings:
            return _("no folder here")
        return _("no file here that ends in {endings}").format(endings=" ".join(self._endings) or "…")

    def _add(self, node: Node, place: Place) -> None:
        if place.is_folder:
            node.add(Label(place.shown), place)
        else:
            node.add_leaf(Label(place.shown), place)

    def on_tree_node_selected(self, event: Tree.NodeSelected[Place | None]) -> None:
        """A file is the answer, and a folder where one is asked for; else a folder opens."""
        event.stop()
        place = event.node.data
        if place is not None and (self._picks_folder or not place.is_folder):
            self.dismiss(str(place.path))

    def action_take(self) -> None:
        """A click on the key bar."""
        self.tree_of_files.action_select_cursor()

    def action_turn(self) -> None:
        """A click on the key bar: open or shut the marked folder."""
        node = self.tree_of_files.cursor_node
        if node is not None and node.allow_expand:
            node.toggle()
