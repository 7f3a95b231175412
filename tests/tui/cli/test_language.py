"""Help, mistakes and answers come in the language that was asked for, click's own words too."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.tui.cli.conftest import Run
from tui.cli.base.words_of_click import WORDS, words_by_number

CHINESE = {
    "Print the sessions and their service hours.": "列出服务时段和时长。",
    "Only this activity.": "只看这一活动。",
    "Show this message and exit.": "显示这段说明。",
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "required": "必填",
    "Error: {message}": "错误：{message}",
    "No such command {name!r}.": "没有 {name!r} 这个命令。",
    "No sessions yet.": "还没有服务时段。",
    "there is no activity “{code}”; there are: {known}": "没有活动“{code}”；现有：{known}",
}


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese catalogue of these few texts in place of the whole one."""
    made = Catalog("zh")
    for english, chinese in CHINESE.items():
        made.add(english, chinese)
    folder = tmp_path / "locale" / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "hourdesk.mo").open("wb") as file:
        write_mo(file, made)
    for module in ("checkin.texts", "tui.cli.base.language"):
        monkeypatch.setattr(f"{module}.LOCALE_DIR", tmp_path / "locale")


@pytest.mark.usefixtures("catalogue")
def test_help_in_chinese_and_then_in_english(run: Run) -> None:
    chinese = run("sessions", "--help", "--lang", "zh").out
    for text in ("用法：", "列出服务时段和时长。", "只看这一活动。", "显示这段说明。", "选项"):
        assert text in chinese
    assert "必填" in run("--lang", "zh", "add", "--help").out
    assert "列出服务时段和时长。" in run("--lang=zh", "--help").out
    english = run("sessions", "--help", "--lang", "en").out
    for text in ("Usage:", "Print the sessions", "Only this activity.", "Show this message and exit."):
        assert text in english


@pytest.mark.usefixtures("catalogue")
def test_mistakes_in_chinese(desk: Run) -> None:
    assert "错误：没有 'foo' 这个命令。" in desk("foo", "--lang", "zh").err
    assert "没有活动“A9”；现有：A1" in desk("sessions", "--activity", "A9", "--lang", "zh").err


@pytest.mark.usefixtures("catalogue")
def test_the_locale_and_then_the_desks_own_setting_decide(
    desk: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk("sessions").out == "No sessions yet.\n"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert desk("sessions").out == "还没有服务时段。\n"
    (data / "desk.toml").write_text('language = "en"\n', "utf-8")
    assert desk("sessions").out == "No sessions yet.\n"
    assert desk("sessions", "--lang", "zh").out == "还没有服务时段。\n"


def test_the_words_that_are_marked_for_click_are_click_s() -> None:
    source = "".join(p.read_text("utf-8") for p in Path(click.__file__).parent.glob("*.py"))
    for word in (*WORDS, *words_by_number(1), *words_by_number(2)):
        assert f'"{word}"' in source, word
