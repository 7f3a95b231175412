"""Which passphrases a desk takes: none that somebody would guess from common words, a date or the team's own name."""

from __future__ import annotations

import pytest

from checkin.rules.problems import Refused
from storage.protecting import check_passphrase

PASSPHRASE, ANOTHER = "seven lamps over the harbour", "三只灰雁飞过旧码头"


@pytest.mark.parametrize(
    "weak",
    ["", "short", "20080305", "13812345678", "aaaaaaaaaaaaaa", "qwertyuiop123", "1234567890abc", "password1234",
     " leading space x", "hourdesk2026", "复旦中学志愿者", "复旦中学123", "tab\tinside words"],
)  # fmt: skip
def test_weak_passphrases_are_refused_with_a_reason(weak: str) -> None:
    with pytest.raises(Refused) as refused:
        check_passphrase(weak, ("FD", "复旦中学"))
    assert refused.value.problems[0].code == "weak_passphrase"


@pytest.mark.parametrize("good", [PASSPHRASE, ANOTHER, "correct horse battery", "Tr0ub4dor&3xyz", "8271640593184427"])
def test_good_passphrases_are_taken(good: str) -> None:
    check_passphrase(good, ("FD", "复旦中学"))
