"""One check for all files that travel: the same cases for each kind of file, at a desk and at the district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from checkin.rules.problems import Problem, Refused
from checkin.texts import say
from exports.exchange.admission import DISTRICT, Admitted, Claim, Reader, admit, admitted
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind
from storage.standard.standard import KnownDistrict

OURS, TWINS, YZQ, ANOTHER = b"1" * 32, b"2" * 32, b"3" * 32, b"4" * 32
GATE, OFFICE = Reader("FD"), Reader("FD", first=True)
PACK, KIT, DISTRICT_KIT, RECEIPT = FileKind.PACK, FileKind.KIT, FileKind.DISTRICT_KIT, FileKind.RECEIPT
KNOWN = KnownDistrict("YZQ", "渝中区教委", YZQ)


@dataclass(frozen=True)
class Ring:
    """A keyring with the keys that a test gives it."""

    teams: Mapping[str, tuple[bytes, ...]] = field(default_factory=lambda: {"FD": (OURS,)})
    district: KnownDistrict | None = KNOWN

    def team_keys(self, team: str) -> tuple[bytes, ...]:
        return self.teams.get(team, ())

    def known_district(self) -> KnownDistrict | None:
        return self.district


def claim(kind: FileKind, team: str = "FD", signer: bytes | None = None) -> Claim:
    """A file of version 7 that every desk of FD but its first takes, where nothing else is said of it."""
    good = YZQ if kind in (DISTRICT_KIT, RECEIPT) else OURS
    for_team = None if kind is DISTRICT_KIT else team
    return Claim(kind, "file", for_team, signer or good, None if kind is PACK else 7)


def code(one: Claim, reader: Reader = GATE, ring: Ring | None = None, last: int = 0) -> str:
    answer = admit(one, reader, ring or Ring(), last)
    return answer.code if isinstance(answer, Problem) else "admitted"


@pytest.mark.parametrize("kind", [PACK, KIT, DISTRICT_KIT, RECEIPT])
def test_what_is_for_this_desk_and_from_whom_it_believes_is_taken(kind: FileKind) -> None:
    assert admit(claim(kind), GATE, Ring(), 3) == Admitted(new=True, first_contact=False)


@pytest.mark.parametrize("kind", [PACK, KIT, RECEIPT])
def test_another_teams_file(kind: FileKind) -> None:
    """Even under a key that is believed for its own team: a desk that knew both would still be of one."""
    both = Ring({"FD": (OURS,), "YZ": (TWINS,)})
    theirs = claim(kind, team="YZ", signer=YZQ if kind is RECEIPT else TWINS)
    assert code(theirs, ring=both) == "another_team"


def test_a_kit_of_the_district_is_for_every_team() -> None:
    assert code(claim(DISTRICT_KIT), Reader("YZ")) == "admitted"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (PACK, "another_signer"),
        (KIT, "another_signer"),
        (DISTRICT_KIT, "another_district"),
        (RECEIPT, "another_district"),
    ],
)
def test_a_signer_who_is_not_believed(kind: FileKind, said: str) -> None:
    assert code(claim(kind, signer=ANOTHER)) == said


@pytest.mark.parametrize(("kind", "signer"), [(PACK, YZQ), (KIT, YZQ), (DISTRICT_KIT, OURS), (RECEIPT, OURS)])
def test_a_key_is_believed_for_its_own_matter_alone(kind: FileKind, signer: bytes) -> None:
    """The district signs no packs and no kits of a team, and a team nothing of the district's."""
    assert code(claim(kind, signer=signer)) in ("another_signer", "another_district")


@pytest.mark.parametrize(
    ("kind", "said"), [(KIT, "older_kit"), (DISTRICT_KIT, "older_kit"), (RECEIPT, "older_receipt")]
)
def test_an_older_version_and_the_same_again(kind: FileKind, said: str) -> None:
    assert code(claim(kind), last=8) == said
    assert admit(claim(kind), GATE, Ring(), 7) == Admitted(new=False)
    assert admit(claim(kind), GATE, Ring(), 6) == Admitted(new=True)


@pytest.mark.parametrize("kind", [DISTRICT_KIT, RECEIPT])
def test_the_first_word_of_a_district(kind: FileKind) -> None:
    """Whoever comes first is believed from then on; a person compares the key by telephone."""
    assert admit(claim(kind, signer=ANOTHER), GATE, Ring(district=None)) == Admitted(first_contact=True)


def test_the_first_desk_takes_no_kit_of_its_team_and_all_else() -> None:
    kinds = (PACK, KIT, DISTRICT_KIT, RECEIPT)
    assert [code(claim(kind), OFFICE) for kind in kinds] == ["admitted", "first_desk", "admitted", "admitted"]


def test_at_the_district_a_pack_waits_for_trust_and_a_second_key_is_told_from_a_first() -> None:
    """Of a team that is trusted with another key the clerk hears both, for one of them may be a forger's."""
    ring = Ring({"FD": (OURS,)}, None)
    assert admit(claim(PACK), DISTRICT, ring) == Admitted()
    unknown = admit(claim(PACK, team="YZ", signer=TWINS), DISTRICT, ring)
    second = admit(claim(PACK, signer=TWINS), DISTRICT, ring)
    assert isinstance(unknown, Problem) and isinstance(second, Problem)
    assert unknown.code == second.code == "untrusted" and unknown.message != second.message
    assert fingerprint(OURS) in say(second) and fingerprint(TWINS) in say(second) and "--also" in say(second)
    assert fingerprint(TWINS) in say(unknown) and "not trusted here yet" in say(unknown)


def test_a_key_that_is_trusted_for_one_team_vouches_for_no_other() -> None:
    assert code(claim(PACK, team="YZ"), DISTRICT, Ring({"FD": (OURS,)}, None)) == "untrusted"


def test_who_must_not_go_on_is_stopped() -> None:
    with pytest.raises(Refused) as refused:
        admitted(claim(KIT, team="YZ"), GATE, Ring())
    assert refused.value.problems[0].code == "another_team"
    assert admitted(claim(KIT), GATE, Ring()).new
