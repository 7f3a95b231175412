"""Issue a certificate at the desk: the part that runs in the writer's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.rules.problems import Refused
from checkin.rules.signature import UNSIGNED, Signature
from storage.disk.protection.marks import is_protected
from storage.people.person import Person
from storage.store import Store
from storage.supervision.consequences import try_out
from tui.model.sheets import folder_outside

if TYPE_CHECKING:
    from exports.printed.certificates.content import Content
    from exports.printed.certificates.issuing import PrintedCertificates

CERTIFICATES = "certificates"
"""The folder within the data folder for certificates that were issued on the screen."""


def certify(store: Store, person: Person, signed: Signature, *, insisted: bool = False) -> PrintedCertificates:
    """Issue a certificate of a person's confirmed hours and write it as PDF, of a protected desk among the user's documents.

    Raises Refused if there are no such hours, if no font here has a character of the name unless `insisted`, or the file can't be written: then it has no number either.
    """
    from exports.printed.certificates.issuing import need_place, print_certificates

    folder = (folder_outside() if is_protected(store.folder.path) else store.folder.path) / CERTIFICATES
    need_place(folder)
    return print_certificates(store, folder, _filed(store, person, signed, insisted=insisted))


def need_certifiable(store: Store, person: Person) -> None:
    """Raises Refused as `certify` does where nothing can be certified; nothing is written."""
    try_out(store, lambda at: _filed(at, person, UNSIGNED, insisted=False))


def _filed(store: Store, person: Person, signed: Signature, *, insisted: bool) -> tuple[Content, ...]:
    from exports.printed.certificates.issuing import issue
    from exports.printed.certificates.making import CertificateRequest

    filed = issue(store, [person], CertificateRequest(store.today(), insisted=insisted), signed)
    if not filed.contents:
        raise Refused(*filed.left_out)
    return filed.contents
