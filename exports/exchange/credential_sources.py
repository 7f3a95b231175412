"""Where credentials are found: in a file, or as the text itself; and the district's list, in its kit or in a file of its own."""

from __future__ import annotations

from pathlib import Path

from checkin.file_errors import unreadable_file
from checkin.outside_files import TooLarge, read_begin, read_outside
from checkin.rules.problems import N_, Problem, Refused, refuse
from exports.exchange.credential.compact_jws import looks_signed
from exports.exchange.credential.district_list import LONGEST, CredentialList, read_list
from exports.exchange.district_kit.contents import read_district_kit
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind, kind_of, receive
from storage.standard.credential_list import kept_credential_list
from storage.store import Store

LONGEST_CREDENTIAL = 1 << 16
ENDINGS = (".jwt", ".vc")
_HEAD = 16


def credential_text(source: str) -> str | None:
    """The text of a credential where `source` is one, or the path of a file that has one, by its begin or its name; an empty
    text for what can't be one. None where `source` is something else.

    Raises Refused if the file can't be read, or is too large to be one.
    """
    if looks_signed(source):
        return source
    path = Path(source)
    if path.suffix.lower() not in ENDINGS and not _begins_so(path):
        return None
    try:
        return read_outside(path, LONGEST_CREDENTIAL).decode("utf-8", "replace")
    except TooLarge as error:
        raise refuse(
            "file_too_large", source, N_("this file is too large for a credential; it was not read")
        ) from error
    except OSError as error:
        raise Refused(unreadable_file(path, error)) from error


def _begins_so(path: Path) -> bool:
    try:
        return looks_signed(read_begin(path, _HEAD).decode("utf-8", "replace"))
    except (OSError, ValueError):
        return False


def list_in(file: Path) -> CredentialList:
    """The district's list in a kit of a district, or in a file of its own. Raises Refused where there is none, or it was changed."""
    if kind_of(file) is not FileKind.UNKNOWN:
        receive(file, FileKind.DISTRICT_KIT)
        text = read_district_kit(file).credentials
        if text is None:
            message = N_(
                "this kit is of an older version and says nothing of credentials: ask the district for a new one"
            )
            raise refuse("no_list", str(file), message)
        return read_list(text)
    try:
        return read_list(read_outside(file, LONGEST).decode("utf-8"))
    except TooLarge as error:
        raise refuse(
            "file_too_large", str(file), N_("this file is too large for a district's list; it was not read")
        ) from error
    except OSError as error:
        raise Refused(unreadable_file(file, error)) from error
    except (ValueError, LookupError, TypeError, AttributeError, Refused) as error:
        message = N_("this is no list of a district, or it was changed: fetch it again from the district")
        raise refuse("not_a_list", str(file), message) from error


def list_here(store: Store) -> CredentialList | None:
    """The district's list at an open desk, as the last kit brought it; None where no kit has one. It is the one home of the teams' keys."""
    text = kept_credential_list(store.connection)
    return None if text is None else read_list(text)


def need_list_of(listed: CredentialList, name: str, key: bytes) -> None:
    """Raises Refused where a list is of another district than the one with this name and key (32 bytes), which is known here."""
    if listed.key != key:
        message = N_(
            "this list is of another district ({fingerprint}) than the one that is known here, “{name}” ({known})"
        )
        values = {"fingerprint": fingerprint(listed.key), "name": name, "known": fingerprint(key)}
        raise Refused(Problem("another_district", listed.name, message, values))


def need_fingerprint(listed: CredentialList | None, wanted: str) -> None:
    """Raises Refused where a list is not signed by the key with this fingerprint, however its digits are grouped."""
    told = "".join(wanted.split()).lower()
    if listed is None:
        raise refuse("no_list", "--fingerprint", N_("name the district's list too: --list"))
    if "".join(fingerprint(listed.key).split()) != told:
        message = N_("the list is signed by another key: {fingerprint}. Fetch it again from the district")
        raise refuse("another_district", listed.name, message, fingerprint=fingerprint(listed.key))
