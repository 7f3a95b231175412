"""A text of which nobody sees anything is none: as a code, a name, a place or a reason."""

from __future__ import annotations

import pytest

from checkin.rules.activities import Activity, faults
from checkin.rules.identity import check_code, check_new_code
from checkin.rules.posts import Post
from checkin.rules.posts_clashing import size_faults
from checkin.rules.problems import Refused
from checkin.rules.typed_texts import FILLERS, is_seen
from storage.people.spelling import clean_name

UNSEEN = (*FILLERS, "\u200b", "\u2060\u2060", "\u00ad", "\ufeff", "\U000e0041", "\u202e", "\ufe0f")


@pytest.mark.parametrize("text", [*UNSEEN, "".join(UNSEEN)], ids=ascii)
def test_it_is_refused_where_it_is_given_and_read_where_an_older_version_let_it_pass(text: str) -> None:
    with pytest.raises(Refused):
        check_new_code(text, "--code")
    assert check_code(text[:32], "--code") == text[:32]
    nobody = Activity("FD/A", name=text, place=text, timezone="Asia/Shanghai")
    assert [one.code for one in faults(nobody)] == ["missing_value", "missing_value"]
    assert [one.code for one in size_faults((Post("1", text),))] == ["missing_value"]
    assert clean_name(text) in ("", "\ufe0f")


@pytest.mark.parametrize("text", ["a", "张", "𠮷", "e\u0301", "👨\u200d👩", "\ue000", "한", "。"])
def test_all_else_is_seen(text: str) -> None:
    assert is_seen(text) and check_new_code(text, "--code") == text
