"""The whole program loaded at once, for processes that are forked from one: each would else load what its command needs."""

from __future__ import annotations

import gc
import importlib
import pkgutil
from contextlib import suppress
from zoneinfo import ZoneInfo

import pyrage
from PIL import Image
from rich.cells import cell_len

from checkin.rules.problems import Refused
from exports.printed.fonts import fonts_for
from storage.disk.pins import pin
from storage.disk.protection import wrapping
from storage.people.search_text import sounds
from tests.exports.exchange.kit import cheap_age

_ROOMS = ("checkin", "storage", "exports", "tui.cli", "tui.words")
_LATE = (
    "PIL.Image",
    "concurrent.futures.thread",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "duckdb",
    "fontTools.subset",
    "fpdf",
    "icalendar",
    "importlib.resources.readers",
    "jinja2",
    "openpyxl",
    "platformdirs",
    "pyrage",
    "qrcode",
    "rich.table",
    "storage.disk.migrations",
    "tomlkit",
    "tui.start",
    "uuid_utils",
    "xlsxwriter",
    "zxingcpp",
)
"""What commands load when they need it."""


def load_everything() -> None:
    """All modules that commands use; what is loaded is never looked through for garbage."""
    for room in _ROOMS:
        for module in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            importlib.import_module(module.name)
    for name in _LATE:
        importlib.import_module(name)
    sounds("张")
    cell_len("张")
    ZoneInfo("Asia/Shanghai")
    Image.preinit()
    with suppress(Refused):
        fonts_for(["张"])
    gc.collect()
    gc.freeze()


def let_guesses_cost_nothing() -> None:
    """From now on in this process: a PIN, a passphrase and the passphrase of a kit are made to be tried at once. What is made so
    says it itself, and is read by every other process."""
    pin.COST = wrapping.COST = 2**4
    pyrage.passphrase.encrypt = cheap_age.encrypt
