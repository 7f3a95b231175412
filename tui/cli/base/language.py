"""The language of a run: chosen before the command line is parsed, for its mistakes are told in it as well."""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

from checkin.rules.problems import Refused
from checkin.texts import LANGUAGES, LOCALE_DIR, language_of, use_language
from storage.disk.folder import DataFolder
from tui.cli.base.desk_choice import default_path

_DOMAIN = "hourdesk"


def choose_language(args: Sequence[str]) -> str:
    """Speak the language of --lang, else of the desk's settings, else of the locale; click speaks it too."""
    language = _last(args, "--lang")
    if language not in LANGUAGES:
        language = _of_desk(_last(args, "--data")) or language_of()
    use_language(language)
    # click asks the standard gettext, which looks at the environment for the language.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(_DOMAIN, LOCALE_DIR)
    gettext.textdomain(_DOMAIN)
    return language


def _last(args: Sequence[str], option: str) -> str | None:
    found = None
    for place, arg in enumerate(args):
        if arg == option and place + 1 < len(args):
            found = args[place + 1]
        elif arg.startswith(f"{option}="):
            found = arg.partition("=")[2]
    return found


def _of_desk(data: str | None) -> str | None:
    try:
        language = DataFolder(Path(data) if data else default_path()).settings().get("language")
    except (Refused, OSError):
        # The command itself will say what is wrong with the folder.
        return None
    return language if language in LANGUAGES else None
