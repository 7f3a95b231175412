"""Write a page to an HTML file that needs nothing else: no network, no other file."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from checkin.texts import _, language
from exports.pages.page import Page
from exports.plain_text import plain_text
from storage.disk.atomic_file import write_whole

if TYPE_CHECKING:
    from jinja2 import Environment

_LANGUAGES = {"zh": "zh-CN", "en": "en"}
"""Our languages as HTML names them (BCP 47)."""


def write_page(path: Path, page: Page) -> None:
    """Write the page, whole or not at all. Raises Refused if it can't be written."""
    text = rendered(page)
    write_whole(path, text.encode())


def rendered(page: Page) -> str:
    """The page as HTML. What people wrote is escaped, and may run nothing: the page itself allows its own script only."""
    style, script = (_part(name) for name in ("page.css", "page.js"))
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page,
            lang=_LANGUAGES[language()],
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
            sort_hint=_("Click a heading to sort."),
        )
    )


def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_part), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["plain"] = plain_text
    return environment


def _part(name: str) -> str:
    return files("exports.pages").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    """The digest of a script or style as a page's policy names it (Content Security Policy level 3, hash-source)."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
