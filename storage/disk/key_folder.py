"""Where the keys of a desk are: its own, those of desks that it was before, its team's, and its certificates."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from checkin.rules.problems import N_, Refused, refuse
from storage.disk import keys
from storage.disk.keys import Certificate

ANOTHER_KEY = N_(
    "this key does not belong to this desk, or is damaged: restore the newest backup with hourdesk restore"
)


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """The folder `keys/` of a data folder. Every reading raises Refused where a file is missing or damaged."""

    path: Path

    @property
    def has_team_key(self) -> bool:
        """Whether the team's private key is here, as at its first desk."""
        return self._team_key.exists()

    def team_key(self) -> Ed25519PrivateKey:
        """The team's private key. Raises Refused also for another team's: nobody would believe what it signs."""
        key = keys.load_key(self._team_key)
        public = None
        with suppress(Refused):
            public = self.team_public()
        if public is not None and keys.public_bytes(key) != public:
            raise refuse("another_key", str(self._team_key), ANOTHER_KEY)
        return key

    def team_public(self) -> bytes:
        """The team's public key (32 bytes), under which this desk was made."""
        return keys.load_public(self.path / keys.TEAM_PUBLIC)

    def keep_team_key(self, key: Ed25519PrivateKey) -> None:
        """Make this the folder of a team's first desk."""
        keys.save_key(self._team_key, key)
        self.keep_team_public(keys.public_bytes(key))

    def keep_team_public(self, key: bytes) -> None:
        """Remember the team's public key."""
        keys.save_public(self.path / keys.TEAM_PUBLIC, key)

    def follow_team(self, key: bytes) -> None:
        """Believe another team key from now on. A private team key that is here signs nothing any more; it is kept under a
        name of its own."""
        if self.has_team_key:
            self._team_key.replace(self.path / f"joined-{keys.desk_id(self.team_public())}.pem")
        self.keep_team_public(key)

    def has_key(self, desk: str) -> bool:
        """Whether this folder can sign as that desk."""
        return self.key_file(desk).exists()

    def key(self, desk: str) -> Ed25519PrivateKey:
        """A desk's private key. Raises Refused also for another desk's."""
        key = keys.load_key(self.key_file(desk))
        if keys.desk_id(keys.public_bytes(key)) != desk:
            raise refuse("another_key", str(self.key_file(desk)), ANOTHER_KEY)
        return key

    def certificates(self, desk: str) -> tuple[Certificate, ...]:
        """The certificates of a desk: its own first, the one that the team's key signed last."""
        return tuple(keys.load_certificates(self._certificate_file(desk)))

    def keep_key(self, desk: str, key: Ed25519PrivateKey, certificates: Sequence[Certificate]) -> None:
        """Keep a desk's private key and its certificates."""
        keys.save_key(self.key_file(desk), key)
        keys.save_certificates(self._certificate_file(desk), list(certificates))

    def key_file(self, desk: str) -> Path:
        """Where a desk's private key lies, for a sentence that names it."""
        return self.path / f"{desk}.pem"

    @property
    def _team_key(self) -> Path:
        return self.path / keys.TEAM_KEY

    def _certificate_file(self, desk: str) -> Path:
        return self.path / f"{desk}.cert.json"
