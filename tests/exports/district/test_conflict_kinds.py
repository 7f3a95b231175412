"""Each kind of conflict is one file: list, screen, command line and receipt know it from there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest
from click import Context
from click.testing import CliRunner

from checkin.texts import _, use_language
from exports.district.asks.conflicts import kinds
from exports.district.asks.conflicts.registry import conflict_kinds, conflicts
from exports.district.district import District
from tests.exports.district.schools import School, received, scan
from tui.cli.district.group import district as district_group
from tui.cli.main import hourdesk

JSON = Path(__file__).parents[3] / "docs/reference/json.md"

LISTED = (
    "overlap", "two_names", "two_teams", "two_supervisors", "clocks", "longer_than_activity", "unknown_badge", "changed",
    "not_entitled", "code_clash", "set_aside", "revoked_desk",
)  # fmt: skip
NEW_KIND = """
from exports.district.asks.conflicts.conflict import Conflict, ConflictKind

_SENTENCE = "{team} sent so many desks: {count}"

def _find(district):
    for team, count in district.db.execute("SELECT team, count(*) FROM chain GROUP BY team").fetchall():
        yield Conflict(KIND, team, None, (), _SENTENCE, {"team": team, "count": count})

KIND = ConflictKind("desks", 0, "many desks", (_SENTENCE,), _find)
"""


def test_the_kinds_in_their_order() -> None:
    """Their names stand in files that were handed out: none changes, and each place is taken once."""
    assert tuple(kind.name for kind in conflict_kinds()) == LISTED
    assert len({kind.place for kind in conflict_kinds()}) == len(LISTED)


def test_the_reference_names_every_kind_and_what_every_command_prints() -> None:
    """What `--json` prints is a contract: its closed set holds just these kinds, its tables have each command."""
    text = JSON.read_text("utf-8")
    (row,) = (line for line in text.splitlines() if line.startswith("| `kind` of `district conflicts`"))
    assert re.findall(r"`(\w+)`", row.split("|")[2]) == [*LISTED]
    commands = district_group.list_commands(Context(district_group))
    told = {name for line in re.findall(r"^\| (`district .*?) \|", text, re.M) for name in re.findall(r"`(?:district )?(\w+)", line)}  # fmt: skip
    with_json = {name for name in commands if "--json" in _options(name)}
    assert len(with_json) > 15 and told == with_json


def _options(name: str) -> set[str]:
    command = district_group.get_command(Context(district_group), name)
    assert command is not None
    return {text for parameter in command.params for text in parameter.opts}


def test_every_kind_speaks_chinese() -> None:
    """A kind's words and sentences are in the catalogue, with the placeholders of the English."""
    for kind in conflict_kinds():
        use_language("zh")
        for text in (kind.words, *kind.sentences):
            assert _(text) != text, text
            assert _placeholders(_(text)) == _placeholders(text)


def _placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}


def test_every_conflict_says_a_sentence_of_its_kind(district: District, fd: School, yz: School) -> None:
    badge = fd.first.register.badge("FD/001")
    scan(fd.first, "FD/001", 0)
    scan(fd.first, "FD/001", 60)
    scan(yz.first, "", 30, badge=badge)
    scan(yz.first, "", 90, badge=badge)
    received(district, fd.pack(), yz.pack())
    found = conflicts(district)
    assert {conflict.kind.name for conflict in found} == {"overlap", "unknown_badge"}
    assert all(conflict.message in conflict.kind.sentences for conflict in found)
    assert {frozenset({"FD"}), frozenset({"FD", "YZ"})} >= {c.teams - {None} for c in found}


def test_a_new_kind_is_one_file(
    district: District, fd: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file alone brings it into the list and onto the command line, at its place."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "desks.py").write_text(NEW_KIND, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
    conflict_kinds.cache_clear()
    try:
        scan(fd.first, "FD/001", 0)
        received(district, fd.pack())
        (conflict,) = conflicts(district)
        assert (conflict.kind.name, conflict.kind.text, conflict.text) == (
            "desks", "many desks", "复旦中学 sent so many desks: 1",
        )  # fmt: skip
        district.close()
        arguments = ["--data", str(district.folder.path), "district", "conflicts", "--json"]
        told = CliRunner().invoke(hourdesk, arguments, catch_exceptions=False)
        assert json.loads(told.stdout)["kind"] == "desks"
    finally:
        conflict_kinds.cache_clear()
