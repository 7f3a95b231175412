"""The credential beside each printed certificate: a file that everybody can check, with less in it than the paper has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from checkin.progress import counted
from checkin.rules.activities import zone
from checkin.rules.identity import split
from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import _
from exports.exchange.credential.badge import badge_of
from exports.exchange.credential.certificate_names import place_of
from exports.exchange.credential.compact_jws import signed_text
from exports.exchange.credential.credential import TRAINING, Credential, holder_of
from exports.exchange.credential.signer import Signer, signer_of
from exports.file_names import file_names
from exports.printed.certificates.content import NOT_FINAL, Content
from storage.disk.atomic_file import write_whole
from storage.disk.made_files import CREDENTIALS
from storage.disk.written.several_files import several_files
from storage.keyring import keyring_of
from storage.recognition.certificates import certificates
from storage.store import Store

ENDING = ".jwt"


class CredentialFiles(NamedTuple):
    """The files that were written, by the numbers of the certificates, and a note for each that has none."""

    files: Mapping[str, Path]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Maker:
    """What all credentials of one printing share."""

    store: Store
    signer: Signer
    issued_at: dict[str, int]

    def text(self, content: Content) -> str | None:
        """The credential of a certificate, None where its number has no place in a list."""
        place, team = place_of(content.number), self.store.identity.team
        if place is None or place.team != team:
            return None
        badge = badge_of(self._credential(content, team), place, self.signer.did, zone(self.store.identity.timezone))
        return signed_text(badge, self.signer.key, self.signer.header)

    def _credential(self, content: Content, team: str) -> Credential:
        trained = sum(line.minutes for line in content.trainings)
        shown = self.store.policy().credential_identity
        return Credential(
            content.number,
            content.code,
            team,
            content.issuer,
            holder_of(shown, content.name, split(content.volunteer)[1], content.digest[:32]),
            content.first,
            content.last,
            {source: minutes for source, minutes in content.minutes.items() if minutes}
            | ({TRAINING: trained} if trained else {}),
            self.issued_at[content.number],
            "" if content.confirmed_only else _(NOT_FINAL),
        )


def write_credentials(store: Store, printed: Iterable[tuple[Path, Sequence[Content]]]) -> CredentialFiles:
    """Write a credential for each certificate of these PDFs: beside it, with its name, where it holds one certificate, else into
    a folder beside it, by number. Without a key to sign with none is written, and a note says so; the paper is as good.

    Raises Refused where a file can't be written.
    """
    try:
        signer = signer_of(keyring_of(store).own, store.identity.desk)
    except Refused as refused:
        return CredentialFiles({}, refused.problems)
    maker = _Maker(store, signer, {one.body.number: one.event.at for one in certificates(store)})
    files: dict[str, Path] = {}
    notes: list[Problem] = []
    for pdf, contents in counted(list(printed), _("credentials")):
        if len(contents) == 1:
            texts = {pdf.with_suffix(ENDING): contents[0]}
            _write(maker, texts, files, notes)
            continue
        folder = pdf.with_name(f"{pdf.stem}{CREDENTIALS}")
        names = file_names([content.number for content in contents], ENDING)
        with several_files(folder):
            _write(maker, {folder / name: one for name, one in zip(names, contents, strict=True)}, files, notes)
    return CredentialFiles(files, tuple(notes))


def _write(maker: _Maker, wanted: Mapping[Path, Content], files: dict[str, Path], notes: list[Problem]) -> None:
    for file, content in wanted.items():
        text = maker.text(content)
        if text is None:
            message = N_("a certificate with such a number can have no credential beside it")
            notes.append(Problem("no_credential", content.number, message))
            continue
        write_whole(file, (text + "\n").encode())
        files[content.number] = file
