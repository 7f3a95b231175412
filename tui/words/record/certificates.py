"""What a certificate that was shown turns out to be, in lines to compare with the paper."""

from __future__ import annotations

from checkin.rules.activities import zone
from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.texts import _
from exports.exchange.credential.certificate_names import place_of
from exports.printed.certificates.verifying import Verdict, Verified
from storage.store import Store
from tui.words.amounts import day_and_clock_text
from tui.words.cells import plain
from tui.words.record.certificate_states import CORRECTED, total_text

_WORDS = {
    Verdict.GENUINE: N_("genuine, and in force"),
    Verdict.REVOKED: N_("genuine, but revoked"),
    Verdict.ALTERED: N_("NOT GENUINE: it was altered"),
    Verdict.UNKNOWN: N_("NOT KNOWN: no certificate of this number was issued or taken in here"),
    Verdict.NOT_A_CERTIFICATE: N_("there is no certificate in it"),
}


def verified_lines(store: Store, found: Verified) -> list[str]:
    """The verdict, what was revoked or replaced since, and what the record says."""
    lines = [f"{plain(found.number or found.source)}  {_(_WORDS[found.verdict])}"]
    issued, content = found.issued, found.content
    if found.desk_revoked is not None:
        text = (
            _("The desk that issued it was revoked on {at}, as a lost laptop; this one is from before.")
            if issued is not None
            else _(
                "The desk of this number was revoked on {at}, as a lost laptop: what it issued later does not count."
            )
        )
        lines.append("  " + text.format(at=day_and_clock_text(found.desk_revoked, zone(store.identity.timezone))))
    place = place_of(found.number or "")
    if found.verdict is Verdict.UNKNOWN and place is not None and place.team != store.identity.team:
        text = _(
            "It is of another school: its credential is needed too, the .jwt file that was written beside the paper."
        )
        lines.append("  " + text)
    if issued is not None and issued.revoked is not None:
        lines.append("  " + _("revoked: {reason}").format(reason=plain(issued.revoked.reason or "")))
    if issued is not None and issued.replaced_by is not None:
        lines.append("  " + _("replaced by {number}").format(number=issued.replaced_by))
    if content is not None:
        number = within(content.volunteer, store.identity.team)
        lines.append("  " + _("The record says, compare it with the paper:"))
        lines.append(f"  {plain(content.name)}  {number}  {content.first} – {content.last}")
        lines.append("  " + total_text(content.total, content.issued_on))
    elif issued is not None and found.verdict is not Verdict.ALTERED:
        lines.append("  " + _("Number and code are right; what it says is filed at the desk that issued it."))
    if found.changed:
        lines.append("  " + _(CORRECTED))
    return lines
