"""What a credential says of a certificate: the least that a stranger needs. No class, no activity, no birth date, no contact."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from checkin.rules.policies import CredentialIdentity

TRAINING = "training"
"""The name under which minutes of training stand beside those of the sources."""
_HASH = "sha256$"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose it is, as the team's policy has it: a name, a volunteer number, or only a hash of the name with its salt."""

    shown: CredentialIdentity
    value: str
    salt: str = ""

    def is_called(self, text: str) -> bool:
        """Whether this is the holder's name (or number, where that is what the credential holds)."""
        text = " ".join(text.split())
        return self.value == (hashed(text, self.salt) if self.shown is CredentialIdentity.HASH else text)


@dataclass(frozen=True, slots=True)
class Credential:
    """A certificate as a credential says it. `code` is what is printed on the paper, with the digest of all that it says.

    `team` is the team's code; days are ISO 8601, empty where there are none; `minutes` are by source, and those of training.
    `at` is when it was issued (milliseconds). `note` says that hours are not final yet, or nothing.
    """

    number: str
    code: str
    team: str
    issuer: str
    holder: Holder
    first: str
    last: str
    minutes: Mapping[str, int]
    at: int
    note: str = ""

    @property
    def total(self) -> int:
        """Minutes of service, without training."""
        return sum(minutes for source, minutes in self.minutes.items() if source != TRAINING)


def holder_of(shown: CredentialIdentity, name: str, number: str, salt: str) -> Holder:
    """The holder of a new credential."""
    match shown:
        case CredentialIdentity.NAME:
            return Holder(shown, " ".join(name.split()))
        case CredentialIdentity.NUMBER:
            return Holder(shown, number)
        case CredentialIdentity.HASH:
            return Holder(shown, hashed(" ".join(name.split()), salt), salt)


def hashed(text: str, salt: str) -> str:
    """A text and a salt as Open Badges writes an identity that is not to be read (§B.6.5 IdentityHash)."""
    return _HASH + hashlib.sha256(f"{text}{salt}".encode()).hexdigest()
