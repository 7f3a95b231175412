"""A sentence that sends somebody to a row of F10 calls it in Chinese, too, as it stands there."""

from __future__ import annotations

from gettext import GNUTranslations

from checkin.texts import LOCALE_DIR
from tui.desk.commands import COMMANDS

_QUOTED = "“{row}”"


def test_a_chinese_sentence_names_rows_as_they_stand() -> None:
    """Every text that quotes the title of a row; there are some."""
    with (LOCALE_DIR / "zh" / "LC_MESSAGES" / "hourdesk.mo").open("rb") as file:
        said = dict(GNUTranslations(file)._catalog)  # type: ignore[attr-defined]
    texts = [(key[0] if isinstance(key, tuple) else key, chinese) for key, chinese in said.items()]
    rows = {_QUOTED.format(row=one.what): _QUOTED.format(row=said.get(one.what, one.what)) for one in COMMANDS}
    naming = [(text, chinese, rows[row]) for text, chinese in texts for row in rows if row in text]
    assert len(naming) > 5
    assert [(text, row) for text, chinese, row in naming if row not in chinese] == []


def test_the_first_start_says_the_choice_that_the_kit_speaks_of() -> None:
    """Where a kit was written, it is said what to choose on the other laptop: those words stand there."""
    with (LOCALE_DIR / "zh" / "LC_MESSAGES" / "hourdesk.mo").open("rb") as file:
        said = GNUTranslations(file).gettext
    told = "On the other laptop: start Hourdesk, and choose “The team has a desk already”."
    choice = "The team has a desk already: its kit file is at hand"
    for text, line in ((told, choice), (said(told), said(choice))):
        assert text[text.index("“") + 1 : text.index("”")] in line
