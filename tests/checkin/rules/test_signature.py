"""Who does it and why: what a reason must be, where one is needed and where it may be left out."""

from collections.abc import Callable

import pytest

from checkin.rules.problems import Refused
from checkin.rules.signature import LONGEST_REASON, UNSIGNED, Signature, with_note, with_reason


def codes(signed: Signature, check: Callable[[Signature], Signature] = with_reason) -> list[str]:
    with pytest.raises(Refused) as refusal:
        check(signed)
    return [problem.code for problem in refusal.value.problems]


@pytest.mark.parametrize("reason", [None, "", " \n\t ", "\u200b\u2060", "\u3164", "\u2800 \u0301"])
def test_a_reason_that_is_needed_is_not_there(reason: str | None) -> None:
    assert codes(Signature("wang", reason)) == ["missing_reason"]
    assert with_note(Signature("wang", reason)) == Signature("wang")


def test_a_reason_is_kept_without_needless_blanks() -> None:
    for check in (with_reason, with_note):
        assert check(Signature("wang", "  看错了 \n 来得早 ")) == Signature("wang", "看错了 来得早")


def test_a_reason_that_is_too_long_is_refused_whether_needed_or_not() -> None:
    for check in (with_reason, with_note):
        assert check(Signature(reason="长" * LONGEST_REASON)).reason == "长" * LONGEST_REASON
        assert codes(Signature(reason="长" * (LONGEST_REASON + 1)), check) == ["reason_too_long"]


def test_the_same_person_for_another_reason() -> None:
    assert Signature("wang", "a").because("b") == Signature("wang", "b")
    assert UNSIGNED.because(None) == Signature(None, None)
