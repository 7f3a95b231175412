"""Every command in Chinese has no English in it, and in English no Chinese: help, mistakes, bad values, missing files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from checkin.rules.policies import SETTINGS
from exports.audit.plausibility.rules import read_rules, usual_table
from exports.district.reports.form import ENTERED
from storage.team.profile import PROFILE
from tests.portions import in_the_soak, share
from tests.tui.cli.conftest import Run
from tests.tui.cli.every_command import every_command
from tui.cli.base.typed_values import FreeText, Typed

TYPED_AS_THEY_STAND = {
    "auto", "in", "out", "list", "reissue", "zh", "en", "leader", "phone", "rounding", "nearest", "grid", "minutes", "camera",
    "training", "service", "student", "archive", "age", "holidays", "stars", "retention", "toml", "docs", "scale", "md", "batch",
    "floor", "hold", "true", "false", "beijing", "volunteer", "show", "group", "school", "year", "requirement", "void", "badges", "trust", "audit", "results", "timetable", "guard", "name", "activity", "edit", "amend", "set",
}  # fmt: skip
NAMES = {
    "CSV", "XLSX", "XLS", "PDF", "JSON", "TOML", "PIN", "QR", "UTF", "Word", "Spark", "U", "MB", "Asia", "Shanghai", "T", "A",
    "HOURDESK", "Hourdesk", "DATA", "PASSPHRASE", "NEW", "RECOVERY", "KIT", "hourdesk", "hdpack", "hdkit", "hdkey", "hdreceipt", "jwt", "ics", "iCalendar", "cal", "pdf", "xlsx", "docx", "csv", "json", "html",
    "db", "N", "FD", "Tab", "SQLite", "sqlcipher", "pip", "install", "man", "M",
}  # fmt: skip
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
COMMAND = re.compile(r"(?m)(?:hourdesk|^ ) ?[a-z][a-z-]*(?: [a-z-]+)*")
PLACE = re.compile(r"\bdistrict\.duckdb\b|/[\w/.-]+|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[0-9a-f]{16}\b|\bW[0-9a-f]{4}-\d+")
LATIN = re.compile(r"[A-Za-z]+")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def literal() -> set[str]:
    """What people type as it stands: words of choices, names of settings."""
    choices = {
        str(word)
        for _words, command in every_command()
        for one in command.params
        if isinstance(one.type, click.Choice)
        for word in one.type.choices
    }
    audited = read_rules(usual_table(), "")
    rules = [word for one in audited for word in (one.name, one.measure.name, *one.settings)]
    rules += [word for one in audited for value in one.settings.values() if isinstance(value, list) for word in value]
    names = {part for name in (*SETTINGS, *PROFILE, *ENTERED, *choices, *rules) for part in re.split(r"[_-]", name)}
    return names | TYPED_AS_THEY_STAND | NAMES


def english_in(text: str, known: set[str]) -> list[str]:
    """The Latin words that are no option, command, file ending, name or code."""
    text = re.sub(r"-\n\s*", "-", text)  # help breaks lines behind a hyphen
    for pattern in (PLACE, OPTION, COMMAND):
        text = pattern.sub("", text)
    return [word for word in LATIN.findall(text) if word not in known]


def told_in(text: str) -> str:
    """A help page without its examples: in them a code, a folder and the end of a file are typed as they stand."""
    return re.sub(r"(?m)^  hourdesk.*$", "", text)


def mistakes(words: tuple[str, ...], command: click.Command) -> Iterator[tuple[str, ...]]:
    """A wrong option, nothing at all, too much, a missing file, and for each option nothing and a bad value."""
    yield (*words, "--nope")
    yield (*words, "多余", "多余", "多余", "多余")
    if not isinstance(command, click.Group) and words not in {("demo",), ("doctor",)}:
        yield words
        yield (*words, *filled(command))
    for one in command.params:
        if one.name in {"data", "operator", "lang"}:
            continue
        if isinstance(one, click.Option) and not one.is_flag:
            if isinstance(one.type, (click.Choice, Typed)) and not isinstance(one.type, FreeText):
                yield (*words, one.opts[-1], "?坏")
            yield (*words, one.opts[-1])
        elif isinstance(one, click.Option):
            yield (*words, f"{one.opts[-1]}=坏")


def filled(command: click.Command) -> Iterator[str]:
    """What a command needs, with something that is not there."""
    for one in command.params:
        if one.required and isinstance(one, click.Option):
            yield one.opts[-1]
        if one.required:
            pairs = {"settings": "grid_minutes=5", "values": "phone=1", "day": "2026-03-05"}
            value = "无此.csv" if isinstance(one.type, click.Path) else pairs.get(one.name or "", "1")
            yield str(one.type.choices[0]) if isinstance(one.type, click.Choice) else value


def test_no_english_in_chinese_and_no_chinese_in_english(
    desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "man"))
    known, english, chinese = literal(), {}, {}
    for words, command in share(every_command(), 0, 16):
        for line in ((*words, "--help"), *mistakes(words, command)):
            in_chinese = desk("--lang", "zh", *line)
            if left := english_in(told_in(in_chinese.out) + in_chinese.err, known):
                english[line] = left
            in_english = desk("--lang", "en", *line)
            if in_english.code == 0 and line[-1] != "--help":
                continue  # a listing, with the names that people gave
            said = (
                (in_english.out + in_english.err)
                .replace("多余", "")
                .replace("坏", "")
                .replace("无此", "")
                .replace("甲校", "")
            )
            if left := CHINESE.findall(said):
                chinese[line] = left
    assert english == {} and chinese == {}


@in_the_soak
def test_what_help_marks_as_needed_is_enough(desk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that is marked a command is right in its form, or says the sentence that its help says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "man"))
    wrong = {}
    for words, command in share(every_command(), 1, 4):
        if isinstance(command, click.Group) or words in {("demo",), ("doctor",), ("pin", "set"), ("protect",)}:
            continue
        answer = desk(*words, *filled(command))
        needs = "".join(getattr(command, "needs", "").split())
        says = "".join(desk(*words, "--help").out.split())
        if answer.code == 2 and not (needs and needs in "".join(answer.err.split()) and needs in says):
            wrong[words] = answer.err
    assert wrong == {}
