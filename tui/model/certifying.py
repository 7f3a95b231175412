"""Issue a certificate at the desk: the part that runs in the writer's thread."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from storage.people.person import Person
from storage.store import Store

CERTIFICATES = "certificates"
"""The folder within the data folder for certificates that were issued on the screen."""


def certify(store: Store, person: Person, signed: Signature) -> Path:
    """Issue a certificate of a person's confirmed hours and write it as PDF. Returns the file. Raises Refused if there are no such hours."""
    from exports.printed.certificates.issuing import issue, print_certificates
    from exports.printed.certificates.making import CertificateRequest

    filed = issue(store, [person], CertificateRequest(store.today()), signed)
    if not filed.contents:
        raise Refused(*filed.left_out)
    (file,) = print_certificates(store, store.folder.path / CERTIFICATES, filed.contents).files
    return file
