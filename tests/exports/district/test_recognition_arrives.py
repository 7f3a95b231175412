"""A school's commendations, evaluations, stars and redemptions come to the district with its pack, and change no hours."""

from __future__ import annotations

from datetime import date

from checkin.rules.events import Quality
from checkin.rules.signature import UNSIGNED, Signature
from exports.district.district import District
from storage.disk.folder import DataFolder
from storage.recognition.commendations import CommendationDraft, commend
from storage.recognition.giving import evaluate
from storage.recognition.stars import award
from storage.standard.star_table import STARS
from storage.supervision.corrections import add
from tests.exports.district.schools import School, received

WHO, DAY = "FD/001", date(2026, 5, 4)


def test_the_district_takes_them_as_any_event(district: District, fd: School) -> None:
    store = fd.first
    (DataFolder(store.folder.path).path / STARS).write_text("[[stars]]\nstars = 1\nhours = 1\n", "utf-8")
    add(store, WHO, "FD/A1", 90, Signature(reason="准备"))
    assert received(district, fd.pack()) == ["merged"]
    before = district.db.execute("SELECT * FROM session ORDER BY key").fetchall()
    commend(store, CommendationDraft("001", WHO, "优秀志愿者", "区团委", DAY), UNSIGNED)
    evaluate(store, WHO, Quality.GOOD, DAY, None, UNSIGNED)
    award(store, [WHO], DAY, UNSIGNED)
    assert received(district, fd.pack(name="later")) == ["merged"]
    kinds = district.db.execute("SELECT kind FROM event WHERE kind IN ('commend', 'evaluate', 'award')")
    assert sorted(kind for (kind,) in kinds.fetchall()) == ["award", "commend", "evaluate"]
    assert district.db.execute("SELECT * FROM session ORDER BY key").fetchall() == before
