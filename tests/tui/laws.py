"""What holds on every screen at every size (screens.md §1), read from what the terminal gets: its cells, their colours, its parts."""

from __future__ import annotations

import re
from typing import Any

from rich.color import Color
from textual.actions import parse
from textual.app import App
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import DataTable
from textual.widgets._select import SelectOverlay

from checkin.texts import language
from tests.tui.random_driver.seeing import shown
from tui.desk.commands import COMMANDS
from tui.district.commands import COMMANDS as CLERKS
from tui.screens.ask import AskDialog
from tui.screens.dialog import Dialog
from tui.screens.form import FormDialog
from tui.screens.review.lines import columns_for, heading_line
from tui.screens.review.table import SessionTable
from tui.widgets.key_bar import KeyBar
from tui.widgets.options import Options
from tui.widgets.text import Paragraphs, Text
from tui.words.cells import cell_width

SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
HIDDEN, LEAST_CONTRAST = 1.01, 3.0
"""Of a letter against its ground, as WCAG counts it for large text; the verdict and the names have more."""
_DRAWN = frozenset("─│╭╮╰╯┌┐└┘┬┴├┤┼━┃╌╎▁▂▃▄▅▆▇█▀▌▐▏▕░▒▓·▔╺╸▍▎▊▋▉▖▗▘▝▙▛▜▟▚▞┄┈╶╴ ")
_SEVERAL = re.compile(r"[↑↓–…]")
_KEY = re.compile(r"((Shift|Alt)\+)?F\d+|(Alt|Ctrl)\+[A-Z]|Esc|Enter|Tab")
"""Keys that are bound under the name that is shown; letters are read by the pages themselves."""
_NARROW_COLON = re.compile(r"[\u4e00-\u9fff）] ?:(?:\s|[\u4e00-\u9fff])")


def broken(app: App[Any]) -> str:
    """The first law that the topmost screen breaks; empty where it keeps them all."""
    screen = app.screen
    strips = screen._compositor.render_strips()
    return (
        lines_are_whole(app)
        or _keys_are_whole(screen)
        or keys_do_something(app)
        or _focus_is_seen(screen)
        or _all_is_reached(screen)
        or _texts_are_whole(screen)
        or _headings_are_whole(screen)
        or _colons_are_wide(strips)
        or (_box_is_whole(screen) if isinstance(screen, Dialog) else "")
        or _letters_are_read(screen, strips)
    )


def lines_are_whole(app: App[Any]) -> str:
    """No line is wider than the terminal."""
    strips, width = app.screen._compositor.render_strips(), app.screen.size.width
    wide = [strip.text for strip in strips if cell_width(strip.text) > width]
    return f"wider than the terminal: {wide[0]}" if wide else ""


def _keys_are_whole(screen: Screen[Any]) -> str:
    """The keys are within the terminal, none is cut, none is said twice, and Esc is among those of what stands above the desk."""
    for bar in filter(shown, screen.query(KeyBar)):
        said = bar.render().plain
        if not screen.region.contains_region(bar.region):
            return f"the keys are outside: {bar.region}"
        if any(cell_width(line) > bar.content_size.width for line in said.splitlines()):
            return f"a key is cut: {said}"
        if isinstance(screen, Dialog) and "Esc" not in said:
            return f"no way back: {said}"
    return ""


def keys_do_something(app: App[Any]) -> str:
    """What the key bar offers can be done now: its action is there and not held back, and its key is bound where the focus is.
    An entry without an action names several keys at once, or says that none does anything."""
    screen = app.screen
    bound = {key for _node, bindings in screen._modal_binding_chain for key in bindings.key_to_bindings}
    for key, word, action in (entry for bar in filter(shown, screen.query(KeyBar)) for entry in bar.entries):
        if not action:
            if not _SEVERAL.search(key):
                return f"a click on {key} {word} does nothing"
            continue
        place, name, values = parse(action)
        target = {"app": app, "screen": screen}[place]
        if not hasattr(target, f"action_{name}") or target.check_action(name, values) is not True:
            return f"{key} {word}: {action} can't be done"
        if name == "command" and values[0] not in {command.name for command in (*COMMANDS, *CLERKS)}:
            return f"{key} {word}: there is no command {values[0]}"
        if _KEY.fullmatch(key) and key.lower().replace("esc", "escape") not in bound:
            return f"{key} {word}: the key is not bound"
    return ""


def _focus_is_seen(screen: Screen[Any]) -> str:
    """What letters and arrows go to is in sight, and nothing lies over it."""
    focused = screen.focused
    if focused is None or focused is screen:
        return ""
    seen = focused.region.intersection(screen.region)
    for x, y in ((seen.x, y) for y in range(seen.y, seen.bottom)):
        part = screen.get_widget_at(x, y)[0]
        if part is focused or focused in part.ancestors:
            return ""
    return f"{focused} has the focus at {focused.region}"


def _all_is_reached(screen: Screen[Any]) -> str:
    """What is longer than its room is scrolled by keys: it takes the focus, or what has the focus moves in it."""
    for part in screen.query(Widget):
        if part.max_scroll_y > 0 and part.allow_vertical_scroll and shown(part):
            moved_in = isinstance(screen, AskDialog | FormDialog) or bool(part.query(Options))
            if not (part.focusable or moved_in or isinstance(part, Options | SelectOverlay)):
                return f"{part} is longer than its room by {part.max_scroll_y}, and no key scrolls it"
    return ""


def _texts_are_whole(screen: Screen[Any]) -> str:
    """What stands in something that scrolls has all of its lines: none is cut below; a Chinese choice breaks behind any character."""
    for text in screen.query("VerticalScroll Text").results(Text):
        width, height = text.content_size
        if shown(text) and width and (lines := text.render().get_height(text.styles, width)) > height:
            return f"{text} shows {height} of its {lines} lines"
    for choices in filter(shown, screen.query(Options)):
        width = choices.scrollable_content_region.width - 2
        for prompt in (one.prompt for one in choices.options if isinstance(one.prompt, Content)):
            if prompt.get_height(choices.styles, width) > Paragraphs.of(prompt).get_height(choices.styles, width):
                return f"broken at blanks alone: {prompt.plain}"
    return ""


def _headings_are_whole(screen: Screen[Any]) -> str:
    """No heading of a table is cut: by its column, or by the end of a table that does not scroll to the side."""
    for table in filter(shown, screen.query(DataTable)):
        room = table.scrollable_content_region.width
        end = 0
        for column in table.ordered_columns if table.show_header else ():
            width, heading = column.get_render_width(table), cell_width(column.label.plain)
            end += width
            if heading > width - 2 * table.cell_padding or (end - table.cell_padding > room and not table.max_scroll_x):
                return f"the heading {column.label.plain!r} is cut: {width} cells, up to {end} of {room}"
    for sessions in filter(shown, screen.query(SessionTable)):
        width = sessions.content_size.width
        heading = heading_line(columns_for(width), sessions.order)
        if heading.rstrip().cell_length > width:
            return f"a heading is cut: {heading.plain!r} in {width} cells"
    return ""


def _colons_are_wide(strips: list[Strip]) -> str:
    """A Chinese sentence has Chinese colons (law 8)."""
    found = [strip.text for strip in strips if _NARROW_COLON.search(strip.text)] if language() == "zh" else []
    return f"a narrow colon: {found[0]}" if found else ""


def _box_is_whole(screen: Dialog[Any]) -> str:
    """The box is within the terminal and leaves the verdict above it in sight."""
    box = screen.query_one("#box").region
    if not screen.region.contains_region(box):
        return f"the box is outside: {box}"
    if shown(screen.above) and box.y < screen.above.region.bottom:
        return f"the box covers the verdict: {box}, {screen.above.region}"
    return ""


def _letters_are_read(screen: Screen[Any], strips: list[Strip]) -> str:
    """Every letter stands out from its ground; what lies dimmed below a dialog is not meant to be read, nor what is in the colour
    of its ground."""
    room = _readable(screen)
    for y, strip in enumerate(strips):
        x = 0
        for text, style, _control in strip:
            if style is not None and text.strip() and not set(text) <= _DRAWN and room.contains(x, y):
                ratio = _contrast(style.color, style.bgcolor)
                if HIDDEN < ratio < LEAST_CONTRAST:
                    return f"{text.strip()!r} can hardly be read: {ratio:.1f} at {x}, {y}"
            x += cell_width(text)
    return ""


def _readable(screen: Screen[Any]) -> Region:
    return screen.query_one("#box").region if isinstance(screen, Dialog) else screen.region


def _contrast(ink: Color | None, ground: Color | None) -> float:
    if ink is None or ground is None or ink.is_default or ground.is_default:
        return LEAST_CONTRAST
    bright, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
