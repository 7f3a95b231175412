"""A second desk has everything that the first one has, and its own id and key, for which the team vouches."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from exports.exchange.kit.contents import unpack_kit
from exports.exchange.kit.making import make_kit
from storage.activities.activities import find_activity
from storage.check import check_store
from storage.disk import keys
from storage.people.badges import reissue
from storage.roster.importing import import_roster
from storage.store import Store, open_store
from tests.exports.exchange.kit.conftest import BIRTHS, ROSTER, NewDesk, log_bytes, scan
from tests.storage.roster.files import csv_file


def test_the_same_people_badges_activities_and_policy(first: Store, second: Store) -> None:
    assert second.register.badges() == first.register.badges()
    assert second.register.names() == first.register.names()
    assert second.ledger.facts() == first.ledger.facts()
    assert second.policy().grid_minutes == 10
    assert find_activity(second, "A0").closed_at == find_activity(first, "A0").closed_at is not None
    holder = second.ledger.holder_of_card("CARD-1")
    assert holder is not None and holder.volunteer == "FD/001"


def test_each_scan_is_answered_alike(first: Store, second: Store) -> None:
    """001 is under 14 and has no consent: either desk records the scan and says so. The closed activity is closed."""
    for number in ("001", "002", "003"):
        answers = [scan(store, number) for store in (first, second)]
        assert [a.kind for a in answers] == ["opened", "opened"]
        assert answers[0].flags == answers[1].flags == (("consent",) if number == "001" else ())
    assert [scan(store, "002", activity="FD/A0").kind for store in (first, second)] == ["activity_closed"] * 2


def test_a_revoked_badge_is_revoked_there_too(first: Store, tmp_path: Path, new_desk: NewDesk) -> None:
    old = first.register.badge("FD/001")
    assert old is not None
    new = reissue(first, "FD/001")
    make_kit(first, tmp_path / "new.hdkit")
    other = new_desk("other", tmp_path / "new.hdkit")
    assert other.register.badge("FD/001") == new
    assert other.ledger.holder_of_badge(old).revoked_at is not None


def test_own_id_key_and_name(first: Store, second: Store) -> None:
    assert second.identity.desk != first.identity.desk
    assert (second.identity.desk_name, second.identity.first) == ("西门", False)
    own = keys.load_key(second.folder.keys / f"{second.identity.desk}.pem")
    assert keys.desk_id(keys.public_bytes(own)) == second.identity.desk
    assert not (second.folder.keys / keys.TEAM_KEY).exists()


def check_chain(store: Store, team_key: bytes) -> None:
    """Each certificate is signed by the key of the next, the last by the team's."""
    key = keys.public_bytes(keys.load_key(store.folder.keys / f"{store.identity.desk}.pem"))
    chain = keys.load_certificates(store.folder.keys / f"{store.identity.desk}.cert.json")
    assert chain[0].subject == store.identity.desk and chain[0].key == key
    for certificate, voucher in pairwise(chain):
        assert certificate.signer == voucher.key
    assert chain[-1].signer == team_key
    assert all(c.holds() and c.team == "FD" for c in chain)


def test_the_team_vouches_for_every_desk(first: Store, second: Store) -> None:
    team_key = keys.public_bytes(keys.load_key(first.folder.keys / keys.TEAM_KEY))
    assert keys.load_public(second.folder.keys / keys.TEAM_PUBLIC) == team_key
    check_chain(first, team_key)
    check_chain(second, team_key)
    chain = keys.load_certificates(second.folder.keys / f"{second.identity.desk}.cert.json")
    assert [c.subject for c in chain] == [second.identity.desk, keys.ENROLMENT]


def test_two_desks_of_one_kit_are_two(kit: Path, new_desk: NewDesk) -> None:
    one, other = new_desk("one", kit), new_desk("other", kit)
    assert one.identity.desk != other.identity.desk
    assert scan(one, "002").event != scan(other, "002").event


def test_no_birth_date_in_the_kit(kit: Path, second: Store) -> None:
    """A kit holds no birth date in any form: it says whether consent is needed, and the age class of minors until a day."""
    whole = unpack_kit(kit.read_bytes(), "kit")
    text = b"\n".join([repr(whole.persons).encode(), *whole.events])
    for birth in BIRTHS:
        for form in ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%y%m%d"):
            assert birth.strftime(form).encode() not in text
    assert {frozenset(row) for row in whole.persons} == {
        frozenset(("team", "number", "name", "class", "kind", "card", "badge", "left", "purged", "classes", "age"))
    }
    assert all(person.birth is None and person.sex is None for person in second.register.persons())
    assert {e.body.state for e in second.ledger.queries.of_kind("consent")} == {"missing", "given"}


def test_rosters_and_kits_are_the_first_desks(second: Store, tmp_path: Path) -> None:
    before = log_bytes(second)
    for refused_work in (
        lambda: import_roster(second, csv_file(tmp_path / "again.csv", ROSTER)),
        lambda: make_kit(second, tmp_path / "second.hdkit"),
    ):
        with pytest.raises(Refused) as refused:
            refused_work()
        assert refused.value.problems[0].code == "not_first_desk"
    assert not (tmp_path / "second.hdkit").exists() and log_bytes(second) == before


def test_the_folder_opens_again_and_is_sound(second: Store) -> None:
    scan(second, "001")
    second.close()
    with open_store(second.folder.path, second.clock) as again:
        assert again.identity == second.identity
        assert scan(again, "001").kind == "duplicate"
    assert check_store(second.folder.path) == []
