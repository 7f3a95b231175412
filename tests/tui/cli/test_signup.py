"""A sign-up list is what a school has: the filled-in template, or a text file of numbers."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.tui.cli.conftest import Run


@pytest.mark.parametrize("language", ["en", "zh"])
def test_our_own_template_with_its_examples_and_instructions(desk: Run, tmp_path: Path, language: str) -> None:
    file = tmp_path / "list.xlsx"
    assert desk("roster", "template", file, "--lang", language).code == 0
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet.append(["002", "李娜"])
    sheet.append(["T01", "陈老师"])
    book.save(file)
    answer = desk("activity", "edit", "A1", "--signup", file, "--lang", "en")
    assert (answer.code, answer.err) == (0, "")
    assert desk("activity", "list", "--json").objects[0]["signup"] == ["002", "T01"]
    imported = desk("roster", "import", file, "--dry-run", "--lang", "en")
    assert "Instructions" not in imported.err and "说明" not in imported.err
