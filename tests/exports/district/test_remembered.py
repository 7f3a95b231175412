"""What pages read of the record is read once, and anew as soon as something is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.signature import Signature
from exports.audit.district import district_findings
from exports.audit.plausibility.finding import Finding
from exports.district.asks.conflicts.registry import conflicts
from exports.district.district import District, init_district, open_district
from exports.district.record.common_facts import common_facts
from exports.district.says.foreseeing import foresee
from exports.district.says.rulings import let_stand, strike_out
from tests.exports.district.schools import School, received, scan

SIGNED = Signature("Zhou", "both schools agree")


def test_each_way_of_writing(tmp_path: Path, fd: School, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = str(scan(fd.first, "FD/001", 0).event)
    scan(fd.first, "FD/001", 200)
    with init_district(tmp_path / "d", code="YZQ", name="区", clock=SYSTEM_CLOCK) as district:
        received(district, fd.pack())
    asked: list[object] = []

    def ask(_db: object, rules: object, _answers: object, **_how: object) -> list[Finding]:
        asked.append(rules)
        return []

    monkeypatch.setattr("exports.audit.district.findings", ask)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        facts, found = common_facts(district), conflicts(district)
        assert common_facts(district) is facts and not facts.struck and not found[0].ruled
        district_findings(district), district_findings(district)
        assert len(asked) == 1

        def strike(on_trial: District) -> None:
            strike_out(on_trial, opened, SIGNED)
            assert opened in common_facts(on_trial).struck

        foresee(district, strike)
        assert common_facts(district) is facts
        with district.transaction(aside=True):
            pass
        district_findings(district)
        assert common_facts(district) is facts and len(asked) == 1
        let_stand(district, found[0], SIGNED)
        assert conflicts(district)[0].ruled and common_facts(district) is not facts
        strike_out(district, opened, SIGNED)
        assert opened in common_facts(district).struck
        district_findings(district)
        rules = district.folder.settings / "plausibility.toml"
        rules.write_text(rules.read_text("utf-8").replace("least = 8", "least = 9"), "utf-8")
        district_findings(district)
        assert len(asked) == 3
        facts = common_facts(district)
        with pytest.raises(ValueError, match="no"), district.transaction():
            raise ValueError("no")
        assert common_facts(district) is not facts
