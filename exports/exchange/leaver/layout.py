"""The members of a leaver's file and their limits."""

from __future__ import annotations

from exports.exchange.letter.members import SIGNATURE

FORMAT = 1
MANIFEST = "leaver.json"
CERTIFICATE = "certificate.pdf"
FORM = "hourdesk-leaver"
ENDING = ".hdleave"
LARGEST_FILE = 1 << 25
SIZES = {MANIFEST: 1 << 22, SIGNATURE: 1 << 12, CERTIFICATE: 1 << 24}
MOST_LINES = 20_000
