"""A row of a form: label, field, a button where it has one, and below it what is wrong with the field."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from checkin.texts import _
from tui.screens.field import Field, wrong_with
from tui.screens.fields.button import SideButton
from tui.screens.fields.editors import Edited, LineEditor, ListEditor, TickEditor, TicksEditor
from tui.screens.fields.kinds import Choice, File, Folder, NewFile, Secret, Several, Words, YesNo
from tui.screens.fields.paths import PathSuggester, path_of
from tui.widgets.key_bar import Entry
from tui.widgets.options import Options
from tui.widgets.text import Paragraphs, Text

AnyEditor = LineEditor | ListEditor | TicksEditor | TickEditor


class Row(Widget):
    """`text` is what stands in the field. Says `Changed` when that is another one, and `Left` when the focus goes elsewhere."""

    DEFAULT_CSS = """
    Row { layout: vertical; width: 1fr; height: auto; margin-bottom: 1; }
    Row > .line { layout: horizontal; width: 1fr; height: auto; }
    Row > .line > Text { width: 18; }
    Row > .line > Input { width: 1fr; height: 1; border: none; padding: 0 1; margin: 0; background: $panel; }
    Row > .line > Input:focus { border: none; background: $primary 30%; }
    Row > .wrong { margin-left: 18; padding: 0 1; color: $bad; text-style: bold; }
    Row > .proposals { display: none; margin-left: 18; max-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "shut", show=False)]

    class Changed(Message):
        """Another text stands in the field of this name."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.editor = _editor(field)
        self._wrong = Text(classes="wrong")
        self._looked_at: str | None = None
        self._proposals = Options(
            *[Option(Paragraphs.of(text)) for text in _proposals(field)], compact=True, classes="proposals"
        )

    def compose(self) -> ComposeResult:
        """The line, its proposals, and what is wrong."""
        with Widget(classes="line"):
            yield Text(self.field.label)
            yield self.editor
            if isinstance(self.field.kind, File | Folder | NewFile):
                yield SideButton(_("choose …"))
            elif _proposals(self.field):
                yield SideButton("▾")
            elif self.field.kind == Secret(can_be_shown=True):
                yield SideButton(_("show"))
        yield self._proposals
        yield self._wrong

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.editor.text

    @text.setter
    def text(self, text: str) -> None:
        self.editor.text = text

    @property
    def has_proposals(self) -> bool:
        """Whether a list of texts can be opened below the field."""
        return bool(_proposals(self.field))

    @property
    def wants_path(self) -> bool:
        """Whether a file or folder is needed here, and none is named yet."""
        return (
            isinstance(self.field.kind, File | Folder | NewFile) and bool(self.field.needed) and not self.text.strip()
        )

    @property
    def is_choosing(self) -> bool:
        """Whether the list of the field is open."""
        return self._proposals.has_focus or (isinstance(self.editor, ListEditor) and self.editor.expanded)

    def choose(self) -> None:
        """A click on the key bar: the marked line of the list that is open."""
        for options in self.query(OptionList):
            if options.has_focus:
                options.action_select()

    def keys(self) -> list[Entry]:
        """What the field that has the focus does besides taking letters."""
        if isinstance(self.editor, ListEditor):
            return [(_("Space"), _("open the list"), "screen.open_list")]
        if isinstance(self.editor, TicksEditor | TickEditor):
            return [(_("Space"), _("tick or untick"), "screen.open_list")]
        return []

    def look(self) -> None:
        """Look at another text while it is typed. What was said of this very text stays: the message that it is another one may
        come after somebody saved it."""
        if self.text != self._looked_at:
            self.say_wrong(wrong_with(self.field, self.text, whole=False))

    def say_wrong(self, lines: list[str]) -> None:
        """What is wrong with the field; nothing for an empty list."""
        self._looked_at = self.text
        self._wrong.say("\n".join(lines))
        if lines:
            self.call_after_refresh(self.scroll_visible)

    @property
    def wrong(self) -> str:
        """What stands below the field."""
        return self._wrong.render().plain

    def open_list(self) -> None:
        """Open the list of the field, or turn its tick."""
        if isinstance(self.editor, ListEditor):
            self.editor.action_show_overlay()
        elif isinstance(self.editor, TickEditor):
            self.editor.action_turn()
        elif isinstance(self.editor, TicksEditor):
            self.editor.action_select()
        elif self.has_proposals:
            self._proposals.styles.display = "block"
            texts = _proposals(self.field)
            # What stands in the field is chosen already: begin at the one behind it.
            self._proposals.highlighted = (texts.index(self.text) + 1) % len(texts) if self.text in texts else 0
            self._proposals.focus()
            self.call_after_refresh(self._proposals.scroll_visible)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Esc shuts a list that is open; else it is the form's."""
        return action != "shut" or self._proposals.has_focus

    def action_shut(self) -> None:
        """Shut the list that is open; the field has the focus again."""
        if isinstance(self.editor, ListEditor):
            self.editor.expanded = False
        self._proposals.styles.display = "none"
        self.editor.focus()

    def on_edited(self, event: Edited) -> None:
        """Tell the form, which knows this row by its name."""
        event.stop()
        self.post_message(self.Changed(self.field.name))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A proposal was chosen: it stands in the field."""
        if event.option_list is self._proposals:
            event.stop()
            self.text = _proposals(self.field)[event.option_index]
            self.action_shut()

    def on_side_button_pressed(self, event: SideButton.Pressed) -> None:
        """Open the list, or the picker of files; show a code, or hide it again."""
        event.stop()
        if isinstance(self.field.kind, Secret):
            self._turn_secret()
        elif self.has_proposals:
            self.open_list()
        else:
            self.pick()

    def _turn_secret(self) -> None:
        if isinstance(self.editor, LineEditor):
            self.editor.password = not self.editor.password
            self.query_one(SideButton).say(_("show") if self.editor.password else _("hide"))
            self.editor.focus()

    def pick(self) -> None:
        """Pick the file or folder from a tree; a file that is to be written keeps its name."""
        from tui.screens.fields.picker import PickDialog

        kind = self.field.kind
        if not isinstance(kind, File | Folder | NewFile):
            return

        def picked(answer: str | None) -> None:
            if answer is not None:
                name = path_of(self.text).name if isinstance(kind, NewFile) else ""
                self.text = str(Path(answer) / name)
            self.editor.focus()

        endings = () if isinstance(kind, NewFile) else kind.endings
        self.app.push_screen(PickDialog(self.field.label, endings, folders=not isinstance(kind, File)), picked)

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Somebody is done with the field: what can't be read is told at once; that it is empty only at the end."""
        if self.text.strip() and not self.wrong:
            self.say_wrong(wrong_with(self.field, self.text))


def _proposals(field: Field) -> tuple[str, ...]:
    return field.kind.proposals if isinstance(field.kind, Words) else ()


def _editor(field: Field) -> AnyEditor:
    name, text = field.name, field.value
    match field.kind:
        case Choice(lines):
            return ListEditor(lines, text, name)
        case Several(lines):
            return TicksEditor(lines, text, name)
        case YesNo(label):
            return TickEditor(label, text, name)
        case File(endings):
            return LineEditor(text, name, example=field.hint, suggester=PathSuggester(endings, folders=False))
        case Folder(endings):
            return LineEditor(text, name, example=field.hint, suggester=PathSuggester(endings, folders=True))
        case NewFile():
            return LineEditor(text, name, example=field.hint, suggester=PathSuggester((), folders=True))
        case _:
            return LineEditor(text, name, example=field.hint, secret=field.is_secret)
