"""A line of ten megabytes in a pipe or a file, and a picture with the longest code: refused by what they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import qrcode

from tests.portions import share
from tests.tui.cli.conftest import Run


@pytest.mark.parametrize("text", share(["7100", "71 00:00,", "志愿者;"], 0, 3))
@pytest.mark.parametrize("piped", [True, False])
def test_a_line_of_ten_megabytes_is_no_badge_and_the_next_one_is(
    desk: Run, badge: Callable[[str], str], tmp_path: Path, text: str, piped: bool
) -> None:
    lines = (text * 10_000_000)[:10_000_000] + "\n" + badge("003") + "\n"
    file = tmp_path / "memory.txt"
    file.write_text(lines, "utf-8")
    answer = desk("scan", "--activity", "A1", "-" if piped else file, stdin=lines if piped else "")
    assert answer.code == 1 and len(answer.out + answer.err) < 2_000
    assert "003 王小明" in answer.out and "Traceback" not in answer.err


def test_a_picture_of_the_longest_code_is_no_badge(desk: Run, tmp_path: Path) -> None:
    """7,089 digits are the most that a QR code holds."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_L, box_size=5)
    code.add_data("7100" * 1_772)
    code.make_image().save(tmp_path / "code.png")
    answer = desk("scan", "--activity", "A1", "--json", tmp_path / "code.png")
    assert [row["outcome"] for row in answer.objects] == ["not_a_badge"]
    assert answer.code == 1 and len(answer.err) < 1_000
