"""The answer to a scan, read at two metres."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.bigtext.fitting import letters_that_fit, picture_that_fits
from tui.bigtext.symbols import in_blocks
from tui.model.pictures import Lines, Picture
from tui.model.verdicts import Verdict
from tui.widgets.style_classes import use_classes
from tui.words.cells import cell_width, cut, plain, sized
from tui.words.wrapping import wrapped

Line = tuple[str, bool]
"""A text, and whether it is bold."""

_BOLD = Style(bold=True)
STACKED = 13
"""Lines from which the name stands below the word."""
WORD = 6
"""Lines that the word needs to be read from afar; what is over goes to the name first."""
LARGEST = 15
"""Lines of the largest letters."""
LEAST = 4
"""Lines of the smallest ones."""
LOWEST_FRAMED = 6
"""Lines, with those of the frame, from which there is room for one."""
APART = 4
"""Columns between a name and the minutes beside it."""


class VerdictPanel(Widget):
    """Word, sign, name, class, times and hours in the colour of the tone."""

    DEFAULT_CSS = """
    VerdictPanel { width: 1fr; text-wrap: nowrap; padding: 0 2; }
    VerdictPanel.-ready { background: $tone-ready; color: $tone-ready-text; }
    VerdictPanel.-in { background: $tone-in; color: $tone-in-text; }
    VerdictPanel.-out { background: $tone-out; color: $tone-out-text; }
    VerdictPanel.-calm { background: $tone-calm; color: $tone-calm-text; }
    VerdictPanel.-attention { background: $tone-attention; color: $tone-attention-text; }
    VerdictPanel.-refused { background: $tone-refused; color: $tone-refused-text; }
    VerdictPanel.-held { background: $tone-held; color: $tone-held-text; }
    VerdictPanel.-only { border: heavy $frame; border-title-color: $background; border-title-background: $frame; border-title-style: bold; }
    VerdictPanel.-only.-attention { border: heavy $tone-attention-text; border-title-color: $tone-attention; border-title-background: $tone-attention-text; }
    VerdictPanel.-only.-lost { border: heavy $tone-lost-text; border-title-color: $tone-lost; border-title-background: $tone-lost-text; }
    VerdictPanel.-only.-low { border: none; }
    VerdictPanel.-lost { background: $tone-lost; color: $tone-lost-text; }
    """

    def __init__(self, verdict: Verdict, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.verdict = verdict
        self._frame = ""
        self._lines: list[Line] = []
        self._laid_out_for: tuple[Verdict, Size, bool] | None = None
        self.add_class(f"-{verdict.tone}")

    def show(self, verdict: Verdict) -> None:
        """Draw `verdict` in place of the one before."""
        if verdict.tone != self.verdict.tone:
            use_classes(self, {f"-{self.verdict.tone}": False, f"-{verdict.tone}": True})
        self.verdict = verdict
        self.refresh()

    def frame(self, text: str) -> None:
        """A frame with a word that stays around whatever is shown; an empty text takes it away."""
        if text != self._frame:
            self._frame = text
            self.border_title = Content(f" {text} ")
            self.set_class(bool(text), "-only")

    def on_resize(self) -> None:
        """A frame takes no room from a verdict that has hardly any."""
        self.set_class(self.outer_size.height < LOWEST_FRAMED, "-low")

    def render_line(self, y: int) -> Strip:
        """One line of it, for who asks for one."""
        lines, width = self._laid_out(), self.content_size.width
        text, bold = lines[y] if y < len(lines) else ("", False)
        style = self.rich_style + _BOLD if bold else self.rich_style
        return Strip([Segment(sized(text, width), style)], width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """All lines at once, each of one segment: Textual makes three of each, with every style looked up anew, and this is what
        people wait for. Within a frame Textual draws."""
        if self.has_class("-only"):
            return super().render_lines(crop)
        thin, thick = self._filtered(self.rich_style), self._filtered(self.rich_style + _BOLD)
        gutter, (width, height) = self.gutter, self.content_size
        lines = self._laid_out()
        strips = []
        for y in range(crop.y, crop.bottom):
            row = y - gutter.top
            text, bold = lines[row] if 0 <= row < min(height, len(lines)) else ("", False)
            shown = " " * gutter.left + sized(text, width) + " " * gutter.right
            strip = Strip([Segment(shown, thick if bold else thin)], width + gutter.width)
            strips.append(strip.crop(crop.x, crop.right))
        return strips

    def _filtered(self, style: Style) -> Style:
        """The style as the app's filters leave it: once for all lines, each of which has one style."""
        strip = Strip([Segment(" ", style)])
        for one in self.get_line_filters():
            strip = strip.apply_filter(one, self.background_colors[1])
        return next(iter(strip)).style or style

    def _laid_out(self) -> list[Line]:
        wanted = (self.verdict, self.content_size, self._picture is not None)
        if wanted != self._laid_out_for:
            self._laid_out_for = wanted
            # What is drawn past Textual is cleaned here: it strips no control characters of these lines.
            self._lines = [(plain(text), bold) for text, bold in self._lay_out(*self.content_size)]
        return self._lines

    def _lay_out(self, width: int, height: int) -> list[Line]:
        """As large as the panel allows: the word with its sign, the name, then small lines."""
        verdict = self.verdict
        small = _wrapped(
            [*_with_note(verdict, width), verdict.times], [verdict.advice, verdict.has, verdict.last], width
        )
        large = self._stacked(width, height - len(small)) if height >= STACKED else None
        if large is None:
            large = self._in_one_line(width, height - len(small))
        elif max(map(cell_width, large)) > width:
            # Only a name in normal letters can be too long, the last line of these.
            large = [*large[:-1], *_name_in(self.verdict.name, width, height - len(small) - len(large) + 1)]
        spare = height - len(large) - len(small)
        between = [""] if spare > 1 else []
        above = [""] * max(0, (spare - len(between)) // 2)
        lines = [*((line, True) for line in (*above, *large, *between)), *small]
        if 0 < height < len(lines):
            # What there is no room for is left out, and somebody sees that.
            lines[height - 1] = (cut(f"{lines[height - 1][0]} …", width), lines[height - 1][1])
        return lines

    def _stacked(self, width: int, room: int) -> list[str]:
        """The name below the word, and at a check-out the minutes with it."""
        if not self.verdict.name:
            return self._word_lines(width, min(LARGEST, room))
        if self.verdict.amount and (lines := self._with_amount(width, room)):
            return lines
        gap = [""] if room > 2 * WORD else []
        room -= len(gap)
        most = min(LARGEST, max(room * 11 // 20, room - WORD))
        trials = []
        for rows in range(most, min(most, LEAST) - 1, -1):
            name = self._name_lines(width, rows)
            left = min(LARGEST, room - len(name))
            word = self._word_lines(width, min(max(WORD, room // 2), left))
            if len(word) == 1:
                # Half the room is too little for some words: they take what the name leaves.
                word = self._word_lines(width, left)
            trials.append([*word, *gap, *name])
            if len(word) > 1 or len(name) == 1:
                break
        # The name gives way to the word only where both are large in the end.
        return trials[-1] if len(trials[-1]) > len(gap) + 1 + LEAST else trials[0]

    def _with_amount(self, width: int, room: int) -> list[str]:
        """Name and minutes in letters of one height: side by side below the word, else below each other; empty where there is
        too little room for either. The word is in normal letters where it has no room for large ones."""
        verdict = self.verdict
        rows = min(LARGEST, room - WORD)
        while rows >= LEAST:
            name, amount = self._name_lines(width, rows), self._big(verdict.amount, width, rows)
            if not amount or len(name) == 1:
                break
            taken = cell_width(name[0]) + APART + cell_width(amount[0])
            if taken <= width:
                beside = _beside(name, amount, APART)
                return [*self._word_lines(width, min(LARGEST, room - len(beside))), *beside]
            rows = min(rows - 1, rows * width // taken)
        for least in (WORD, LEAST, 1):
            rows = min(LARGEST, (room - least) // 2)
            if rows >= LEAST and (amount := self._big(verdict.amount, width, rows)):
                name = self._name_lines(width, rows)
                if len(name) == 1 and cell_width(name[0]) > width:
                    # A name that is never drawn large takes lines; the minutes stay as they are below it.
                    name = _name_in(verdict.name, width, min(rows, room - 1 - len(amount)))
                    least = 1
                if len(name) > 1 or least == 1:
                    return [*self._word_lines(width, min(LARGEST, room - len(name) - len(amount))), *name, *amount]
        return []

    def _in_one_line(self, width: int, rows: int) -> list[str]:
        """The name beside the word, where there is little height."""
        word = self._word_lines(width // 2, rows)
        taken = max(cell_width(line) for line in word)
        name = self._name_lines(width - taken - 4, rows) if self.verdict.name else []
        if max(map(cell_width, name), default=0) > width - taken - 4:
            whole = wrapped(self.verdict.name, width)
            if len(word) == 1 and len(whole) < rows:
                return [*word, *whole]
            name = _name_in(self.verdict.name, max(1, width - taken - 4), len(word))
        height = max(len(word), len(name))
        left, right = _centred(word, height, taken), _centred(name, height, 0)
        return [f"{a}    {b}" for a, b in zip(left, right, strict=True)]

    def _word_lines(self, width: int, rows: int) -> list[str]:
        verdict = self.verdict
        scale = 2 if rows >= 12 and width >= 100 else 1
        sign = in_blocks(verdict.symbol, scale) if rows >= 6 else []
        room = width - 12 * scale - 3 if sign else width
        big = self._big(verdict.word, room, rows) if rows >= 4 else None
        if big is None:
            return [f"{verdict.symbol}  {_spaced(verdict.word)}".strip()]
        return _beside(sign or [verdict.symbol] if verdict.symbol else [], big)

    def _name_lines(self, width: int, rows: int) -> list[str]:
        big = self._big(self.verdict.name, width, rows) if rows >= 4 else None
        return [_spaced(self.verdict.name)] if big is None else list(big)

    def _big(self, text: str, columns: int, rows: int) -> Lines | None:
        if text.isascii():
            return letters_that_fit(text, columns, rows)
        draw = self._picture
        return None if draw is None else picture_that_fits(text, columns, rows, draw)

    @property
    def _picture(self) -> Picture | None:
        """An app that has loaded a font draws Chinese letters large."""
        return getattr(self.app, "picture", None)


def _name_in(name: str, width: int, rows: int) -> list[str]:
    """A long name in normal letters, in as many lines as there are; else in one that ends in “…”."""
    whole = wrapped(name, width)
    return whole if len(whole) <= rows else [cut(name, width)]


def _beside(sign: list[str], big: Lines, apart: int = 3) -> list[str]:
    if not sign:
        return list(big)
    height = max(len(sign), len(big))
    left = _centred(sign, height, max(map(cell_width, sign)))
    right = _centred(list(big), height, 0)
    return [f"{a}{' ' * apart}{b}" for a, b in zip(left, right, strict=True)]


def _centred(lines: list[str], height: int, width: int) -> list[str]:
    above = (height - len(lines)) // 2
    filled = [sized(line, width) if width else line for line in lines]
    blank = " " * width
    return [blank] * above + filled + [blank] * (height - len(lines) - above)


def _spaced(text: str) -> str:
    """Chinese letters stand apart where they can't be drawn large. Letters that join each other, or carry marks, don't."""
    apart = all(cell_width(letter) == 2 or letter.isascii() or letter == "·" for letter in text)
    return " ".join(text) if apart and not text.isascii() else text


def _with_note(verdict: Verdict, width: int) -> list[str]:
    """Who it was, and beside it the sign that there is a note; below it where there is too little room."""
    beside = f"{verdict.detail}   {verdict.note}" if verdict.detail and verdict.note else verdict.detail or verdict.note
    return [beside] if cell_width(beside) <= width else [verdict.detail, verdict.note]


def _wrapped(lines: list[str], small: list[str], width: int) -> list[Line]:
    shown = [(cut(line, width), True) for line in lines if line]
    for text in small:
        if text and width > 4:
            shown += [(line, False) for part in text.splitlines() for line in wrapped(part, width)]
    return shown
