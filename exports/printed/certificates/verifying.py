"""Verify a certificate by its code, its number, a picture of the paper, or its PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from checkin.file_errors import reason_of, unreadable_file
from checkin.outside_files import TooLarge, read_outside
from checkin.rules.identity import short_desk
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.service import of_service
from exports.printed.certificates.content import DIGEST_SHOWN, Content, codes_within, read_code, read_content
from exports.printed.certificates.making import CertificateRequest, by_source, counted, minutes_by_part
from storage.recognition.certificates import Issued, certificate
from storage.record import record_of
from storage.store import Store

LARGEST_FILE = 1 << 28
_PDF = b"%PDF"


class Verdict(StrEnum):
    """The result of verifying a certificate."""

    GENUINE = "genuine"
    REVOKED = "revoked"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    NOT_A_CERTIFICATE = "not_a_certificate"


@dataclass(frozen=True, slots=True)
class Verified:
    """The result for one certificate. `issued` is the certificate in the log.

    `content` is its content as filed here, for a person to compare with the paper; None if another desk filed it.
    `changed` is true if today's record gives other minutes. `by_file` is true if exactly these bytes of the PDF were made
    here. `desk_revoked` is the instant at which the desk whose mark the number carries was revoked, as a lost laptop.
    """

    source: str
    verdict: Verdict
    number: str | None = None
    issued: Issued | None = None
    content: Content | None = None
    changed: bool = False
    by_file: bool = False
    desk_revoked: int | None = None


def verify(store: Store, source: str) -> Iterator[Verified]:
    """Verify `source`: the text of a code, a number, or the path of a picture or PDF. A file may hold several certificates.

    Raises Refused if a file can't be read.
    """
    for found in _found(store, source):
        yield replace(found, desk_revoked=_desk_revoked(store, found))


def _found(store: Store, source: str) -> Iterator[Verified]:
    path = Path(source)
    code = read_code(source)
    if code is not None:
        yield _by_code(store, source, *code)
    elif path.is_file() or (path.suffix and path.parent.is_dir() and certificate(store, source) is None):
        yield from _in_file(store, path)
    else:
        yield _by_number(store, source)


def _desk_revoked(store: Store, found: Verified) -> int | None:
    number = found.number or ""
    for (team, desk), lost in store.ledger.facts().joins.lost.by_place.items():
        if number.startswith(f"{team}-") and short_desk(desk).upper() in number.removeprefix(f"{team}-"):
            return lost.event.at
    return None


def _in_file(store: Store, path: Path) -> Iterator[Verified]:
    data = _read(path)
    if data.startswith(_PDF):
        yield from _in_pdf(store, path, data)
        return
    codes = _codes_in_picture(path)
    if not codes:
        yield Verified(str(path), Verdict.NOT_A_CERTIFICATE)
    for code in codes:
        yield _by_code(store, str(path), *code)


def codes_of(source: str) -> list[tuple[str, str]]:
    """The codes, as `read_code` gives them, in `source`: the text of a code, or the path of a picture or PDF; none for a number.

    Raises Refused if a file can't be read.
    """
    path, code = Path(source), read_code(source)
    if code is not None:
        return [code]
    if not path.is_file():
        return []
    data = _read(path)
    return codes_within(data) if data.startswith(_PDF) else _codes_in_picture(path)


def _read(path: Path) -> bytes:
    try:
        return read_outside(path, LARGEST_FILE)
    except TooLarge as error:
        raise refuse("file_too_large", str(path), N_("this file is too large for a certificate")) from error
    except OSError as error:
        raise Refused(unreadable_file(path, error)) from error


def _codes_in_picture(path: Path) -> list[tuple[str, str]]:
    from checkin.own_process.limits import Died
    from checkin.scanning.apart import texts_in_picture
    from checkin.scanning.pictures import PictureUnreadable

    try:
        texts = texts_in_picture(path)
    except Died as died:
        raise Refused(died.problem(str(path))) from died
    except PictureUnreadable as error:
        message = N_("this is no picture, no PDF and no credential ({reason})")
        raise refuse("unreadable", str(path), message, reason=reason_of(error)) from error
    return [code for text in texts if (code := read_code(text)) is not None]


def _in_pdf(store: Store, path: Path, data: bytes) -> Iterator[Verified]:
    """A PDF is genuine only if exactly these bytes were made here: somebody could alter the text and keep the code."""
    codes = codes_within(data)
    if not codes:
        yield Verified(str(path), Verdict.NOT_A_CERTIFICATE)
    file = hashlib.sha256(data).hexdigest()
    for number, digest in codes:
        found = _by_code(store, str(path), number, digest)
        made_here = found.issued is not None and file in found.issued.files
        if found.content is not None and not made_here and found.verdict in (Verdict.GENUINE, Verdict.REVOKED):
            yield Verified(str(path), Verdict.ALTERED, number, found.issued, found.content, found.changed)
        else:
            yield Verified(
                str(path), found.verdict, number, found.issued, found.content, found.changed, by_file=made_here
            )


def _by_code(store: Store, source: str, number: str, digest: str) -> Verified:
    found = _by_number(store, source, number)
    if found.issued is not None and found.issued.body.digest[:DIGEST_SHOWN] != digest:
        return Verified(source, Verdict.ALTERED, number, found.issued, found.content, found.changed)
    return found


def _by_number(store: Store, source: str, number: str | None = None) -> Verified:
    number = number or source.strip()
    issued = certificate(store, number)
    if issued is None:
        return Verified(source, Verdict.UNKNOWN, number)
    content = None if issued.content is None else read_content(issued.content)
    if content is not None and content.digest != issued.body.digest:
        # The filed content was changed after it was issued; the log is protected and holds the right digest.
        return Verified(source, Verdict.ALTERED, number, issued)
    verdict = Verdict.GENUINE if issued.revoked is None else Verdict.REVOKED
    return Verified(source, verdict, number, issued, content, content is not None and _changed(store, content))


def was_corrected(store: Store, issued: Issued) -> bool:
    """Whether today's record gives other minutes than a certificate; False for one that another desk filed, or whose file was changed."""
    content = None if issued.content is None else read_content(issued.content)
    return content is not None and content.digest == issued.body.digest and _changed(store, content)


def _changed(store: Store, content: Content) -> bool:
    """Whether today's record gives other minutes than the certificate."""
    from datetime import date

    facts = store.ledger.facts()
    request = CertificateRequest(
        date.fromisoformat(content.issued_on),
        content.period,
        content.confirmed_only,
    )
    sessions = record_of(store, content.volunteer).of(facts.person(content.volunteer))
    today = minutes_by_part(of_service(counted(sessions, facts, request)))
    return by_source(today) != by_source(content.minutes)
