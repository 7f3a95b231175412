"""A kit under a passphrase: it opens with that one only, and shows nothing without it."""

from __future__ import annotations

import re
from pathlib import Path

import pyrage
import pytest

from checkin.rules.problems import Refused
from checkin.texts import say, use_language
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.sealing import read_sealed, seal
from exports.exchange.kit.taking import init_from_kit
from storage.store import Store
from tests.conftest import REAL_SEAL
from tests.exports.exchange.kit import cheap_age
from tests.exports.exchange.kit.conftest import scan

PASSPHRASE = "春风 十里 1919"


def code(file: Path, passphrase: str | None) -> str:
    with pytest.raises(Refused) as refused:
        read_sealed(file, passphrase)
    return refused.value.problems[0].code


def test_right_wrong_and_missing(first: Store, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed.hdkit"
    make_kit(first, sealed, PASSPHRASE)
    data = sealed.read_bytes()
    assert "张伟".encode() not in data and b"kit.json" not in data
    assert code(sealed, None) == code(sealed, "") == "needs_passphrase"
    with pytest.raises(Refused) as refused:
        init_from_kit(tmp_path / "second", sealed, "2", "春风 十里 1918", clock=first.clock)
    assert refused.value.problems[0].code == "wrong_passphrase"
    assert not (tmp_path / "second").exists()
    with init_from_kit(tmp_path / "second", sealed, "2", PASSPHRASE, clock=first.clock) as second:
        assert scan(second, "002").kind == "opened"
        assert second.register.badges() == first.register.badges()
    sealed.write_bytes(data[:30])
    assert code(sealed, PASSPHRASE) == "wrong_passphrase"


def test_guessing_takes_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program itself seals has a cost of at least 2^14 in its head, and opens."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", REAL_SEAL)
    sealed = tmp_path / "sealed.hdkit"
    sealed.write_bytes(seal(b"kit", PASSPHRASE))
    assert int(sealed.read_bytes().split(b"\n")[1].split()[3]) >= 14
    assert read_sealed(sealed, PASSPHRASE) == b"kit"


def test_a_passphrase_too_many_does_no_harm(kit: Path) -> None:
    assert read_sealed(kit, PASSPHRASE) == kit.read_bytes()


def test_no_such_file_and_a_folder(tmp_path: Path) -> None:
    assert code(tmp_path / "nowhere.hdkit", None) == "no_file"
    assert code(tmp_path, None) == "no_file"


def test_a_laptop_that_is_too_slow_for_a_kit_says_so_and_not_that_the_passphrase_is_wrong(tmp_path: Path) -> None:
    use_language("en")
    sealed = tmp_path / "kit"
    heavy = re.sub(rb"(-> scrypt \S+ )\d+", rb"\g<1>40", cheap_age.encrypt(b"kit", PASSPHRASE), count=1)
    sealed.write_bytes(heavy)
    with pytest.raises(Refused) as refused:
        read_sealed(sealed, PASSPHRASE)
    assert refused.value.problems[0].code == "too_slow"
    assert "close other programs" in say(refused.value.problems[0])
