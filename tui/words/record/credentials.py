"""What a credential turns out to be: in lines for people, and as an object for programs."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any

from checkin.rules.instants import utc_text
from checkin.rules.policies import CredentialIdentity
from checkin.rules.problems import N_
from checkin.rules.service import Part
from checkin.texts import _, enumerated
from checkin.words import part_word
from exports.exchange.credential.checking import Checked, Revocation, Verdict
from exports.exchange.credential.credential import TRAINING, Credential
from exports.exchange.credential.did_key import did_of
from exports.exchange.credential.district_list import CredentialList
from exports.exchange.credential.reading import SOURCES
from exports.exchange.pack.vouching import fingerprint
from tui.words.amounts import day_text
from tui.words.cells import plain
from tui.words.record.certificate_states import CORRECTED, total_text

_WORDS = {
    Verdict.GENUINE: N_("genuine"),
    Verdict.REVOKED: N_("genuine, but revoked"),
    Verdict.ALTERED: N_("NOT GENUINE: it was changed after it was signed"),
    Verdict.UNTRUSTED: N_(
        "NOT KNOWN: nothing here says that the key which signed it is that of the team which it names"
    ),
    Verdict.LOST_DESK: N_("NOT SURE: it is signed with the key of a lost laptop. Ask the school to issue it again."),
    Verdict.NOT_YET: N_("NOT VALID: it says that it was issued later than today; is the clock here right?"),
    Verdict.LIST_EXPIRED: N_(
        "NOT SURE: the signature is right, but the list that would say whether it is revoked is too old"
    ),
    Verdict.OTHER_HOLDER: N_("genuine, but NOT of the person who was named"),
    Verdict.OTHER_ALGORITHM: N_("NOT GENUINE: it is not signed with Ed25519 (EdDSA), but says “{algorithm}”"),
    Verdict.NOT_A_CREDENTIAL: N_("this is no credential of a certificate, or it was changed"),
}


def checked_lines(source: str, checked: Checked, zone: tzinfo) -> list[str]:
    """The verdict, by what it was found, and what the credential says."""
    says = checked.says
    name = source if says is None else says.number
    lines = [f"{plain(name) if len(name) <= 80 else plain(name[:60]) + '…'}  {verdict_text(checked)}"]
    lines += [f"  {line}" for line in (*_revocation_lines(checked, zone), *_voucher_lines(checked))]
    if says is not None and checked.verdict is not Verdict.UNTRUSTED:
        lines += [f"  {line}" for line in _says_lines(says, zone)]
    elif says is not None:
        text = _("It says that it is of “{issuer}” ({team}); believe nothing of it before you asked there.")
        lines.append("  " + text.format(issuer=plain(says.issuer), team=plain(says.team)))
    if checked.corrected:
        lines.append("  " + _(CORRECTED))
    return lines


def verdict_text(checked: Checked) -> str:
    """The verdict in a sentence."""
    return _(_WORDS[checked.verdict]).format(algorithm=plain(checked.algorithm))


def _revocation_lines(checked: Checked, zone: tzinfo) -> list[str]:
    listed, issued = checked.listed, checked.issued
    if issued is not None:
        if issued.revoked is None:
            return [_("In force by this team’s own record.")] if checked.verdict is not Verdict.ALTERED else []
        return [_("revoked: {reason}").format(reason=plain(issued.revoked.reason or ""))]
    if checked.verdict is Verdict.LIST_EXPIRED and listed is not None and listed.until is not None:
        text = _("The list of {day} could be used until {until}: ask the district for its new kit.")
        return [text.format(day=day_text(listed.at, zone), until=day_text(listed.until, zone))]
    if checked.verdict in (Verdict.GENUINE, Verdict.OTHER_HOLDER, Verdict.NOT_YET, Verdict.REVOKED):
        return [_listed_line(checked, zone)]
    return []


def _listed_line(checked: Checked, zone: tzinfo) -> str:
    listed = checked.listed
    if listed is None:
        return _("No list of a district is here: whether it was revoked is not checked.")
    values = {"day": day_text(listed.at, zone), "district": plain(listed.name)}
    if checked.revocation is Revocation.NOT_LISTED:
        text = _(
            "The list of {day} ({district}) has nothing of that laptop and year: whether it was revoked is not checked."
        )
    elif checked.verdict is Verdict.REVOKED:
        text = _("Revoked by the list of {day} ({district}).")
    elif listed.until is None:
        text = _("Not revoked by the record here, which has the school’s up to {recorded}.")
    else:
        text = _("Not revoked as of the list of {day} ({district}); it has the school’s record up to {recorded}.")
    return text.format(recorded=day_text(checked.recorded or 0, zone), **values)


def _voucher_lines(checked: Checked) -> list[str]:
    if checked.says is None or checked.key is None:
        return []
    team = None if checked.listed is None else checked.listed.teams.get(checked.says.team)
    if checked.verdict is Verdict.UNTRUSTED:
        told = _(
            "The district’s kit says whose key is whose: take its newest one here, or check it where that was done."
        )
        return [_("key: {fingerprint}").format(fingerprint=fingerprint(checked.key)), told]
    if team is None:
        return [_("The key is this team’s own: {fingerprint}").format(fingerprint=fingerprint(checked.key))]
    text = _("{district} says that the key is that of {name} ({team}): {fingerprint}")
    assert checked.listed is not None
    values = {"district": plain(checked.listed.name), "name": plain(team.name), "team": plain(checked.says.team)}
    return [text.format(fingerprint=fingerprint(checked.key), **values)]


def _says_lines(says: Credential, zone: tzinfo) -> list[str]:
    lines = [f"{_holder_text(says)}  {says.first} – {says.last}" if says.first else _holder_text(says)]
    lines.append(total_text(says.total, day_text(says.at, zone)))
    parts = [
        _("{source} {minutes} min").format(source=_source(source), minutes=n) for source, n in says.minutes.items()
    ]
    lines.append(_("Of these: {parts}.").format(parts=enumerated(parts)))
    lines.append(_("issued by {issuer}").format(issuer=plain(says.issuer)))
    return [*lines, plain(says.note)] if says.note else lines


def _source(source: str) -> str:
    if source == TRAINING:
        return _("training")
    return part_word(Part(source), for_parents=True) if source in SOURCES else plain(source)


def _holder_text(says: Credential) -> str:
    match says.holder.shown:
        case CredentialIdentity.NAME:
            return plain(says.holder.value)
        case CredentialIdentity.NUMBER:
            return _("volunteer number {number}").format(number=plain(says.holder.value))
        case CredentialIdentity.HASH:
            return _("The name is in it only as a hash; compare it with a name.")


def checked_object(source: str, checked: Checked) -> dict[str, Any]:
    """The result as JSON."""
    says, listed = checked.says, checked.listed
    shown = None if says is None else says.holder.shown
    found: dict[str, Any] = {
        "source": source if len(source) <= 1000 else source[:60],
        "kind": "credential",
        "result": str(checked.verdict),
        "message": verdict_text(checked),
        "revocation": None if checked.revocation is None else str(checked.revocation),
        "as_of": None if listed is None else utc_text(listed.at),
        "usable_until": None if listed is None or listed.until is None else utc_text(listed.until),
        "recorded_until": None if checked.recorded is None else utc_text(checked.recorded),
        "district": None if listed is None else listed.name,
        "key": None if checked.key is None else did_of(checked.key),
        "fingerprint": None if checked.key is None else fingerprint(checked.key),
        "desk": checked.desk,
        "reason": None if checked.issued is None or checked.issued.revoked is None else checked.issued.revoked.reason,
        "changed": checked.corrected,
        "holder": None if says is None else says.holder.value,
        "holder_by": None if shown is None else str(shown),
    }
    if says is None:
        return {**found, **dict.fromkeys(_SAID)}
    values = (says.number, says.code, says.team, says.issuer, says.first, says.last, says.total, dict(says.minutes))
    return {**found, **dict(zip(_SAID, (*values, utc_text(says.at), says.note or None), strict=True))}


_SAID = (
    "number", "code", "team", "issuer", "first", "last", "minutes", "minutes_by_source", "issued_at", "note",
)  # fmt: skip


def paper_lines(source: str, number: str, outcome: Verdict | None) -> list[str]:
    """What a paper's code says where the paper was not issued: whether it goes with the credential that was given, as that came out."""
    if not number:
        return [_("{source}  there is no certificate’s code in it").format(source=plain(source))]
    match outcome:
        case None:
            text = _("NOT KNOWN here: its credential is needed too, the file that was written beside the paper")
        case Verdict.GENUINE:
            text = _("the code on the paper is that of the credential; compare what both say")
        case Verdict.ALTERED:
            text = _("NOT GENUINE: the code on the paper is another one than the credential’s")
        case _:
            text = _("the code on the paper is that of the credential, which is not in order")
    return [f"{plain(number)}  {text}"]


def whose_list_line(listed: CredentialList) -> str:
    """For somebody who knows no district yet: whose list it claims to be, and how to be sure."""
    text = _(
        "The list says that it is of {district} ({code}). Anybody can write such a list: compare the fingerprint with the "
        "district’s office by telephone: {fingerprint}"
    )
    return text.format(district=plain(listed.name), code=plain(listed.code), fingerprint=fingerprint(listed.key))
