"""Who and what: a volunteer is `TEAM/NUMBER`, an activity is `TEAM/CODE`, the same on every desk (design §1)."""

from __future__ import annotations

import re
import unicodedata

from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.typed_texts import is_seen, plain_typed

LONGEST_CODE = 32
_DESK_MARK = 4
_CODE = re.compile(r"[^\s/\x00-\x1f\x7f]{1,32}")


def key(team: str, code: str) -> str:
    """`TEAM/CODE`, the key of a volunteer or an activity."""
    return f"{team}/{code}"


def split(identity: str) -> tuple[str, str]:
    """`(team, number or code)` of a key. Where two desks made one code, what follows a second slash tells which is meant
    (see `makings`); it is no part of the code.
    """
    team, _, code = identity.partition("/")
    return team, code.partition("/")[0]


def within(identity: str, own_team: str) -> str:
    """An identity as people write it: `NUMBER` within their own team, else `TEAM/NUMBER`."""
    team, code = split(identity)
    if team == own_team:
        return code
    return key(team, code) if code else identity


def parse_key(text: str, own_team: str, where: str) -> str:
    """The key that a person wrote as `NUMBER` or `TEAM/NUMBER`: with an input method's full-width characters too, or with
    invisible ones that came along from a chat, as a roster reads them.

    Raises Refused where a part is empty, over 32 characters, or holds blanks or a second slash.
    """
    team, slash, code = plain_typed(text).strip().rpartition("/")
    team = check_code(team, where) if slash else own_team
    return key(team, check_code(code, where))


def short_desk(desk: str) -> str:
    """The part of a desk's id that numbers and codes carry which this desk makes by itself."""
    return desk[:_DESK_MARK]


def code_of_desk(stem: str, desk: str, number: int = 1) -> str:
    """The code that a desk makes by itself, such as `20261129-3f2a` or, as its second, `20261129-3f2a-2`: no other desk makes
    it. A stem that is too long is cut.
    """
    mark = f"-{short_desk(desk)}" if number == 1 else f"-{short_desk(desk)}-{number}"
    return f"{stem[: LONGEST_CODE - len(mark)]}{mark}"


def check_code(text: str, where: str) -> str:
    """A team or activity code or a volunteer number: 1 to 32 characters without blanks and slashes. Raises Refused."""
    if not _CODE.fullmatch(text):
        raise _bad_code(text, where)
    return text


def check_new_code(text: str, where: str) -> str:
    """As `check_code`, for a code that is given now: somebody has to see it. A reader takes what older versions let pass."""
    if not is_seen(text):
        raise _bad_code(text, where)
    return check_code(text, where)


def _bad_code(text: str, where: str) -> Refused:
    message = N_("“{text}” can't be used as a code: write 1 to 32 characters without spaces and slashes")
    return refuse("bad_code", where, message, text=text)


def check_team_code(text: str, where: str) -> str:
    """The code of a team or a district that somebody types: as `check_code`, and without full-width characters, which a Chinese
    input method gives and which would make another team of it. Raises Refused."""
    check_new_code(text, where)
    if (plain := unicodedata.normalize("NFKC", text)) != text:
        raise refuse(
            "wide_code",
            where,
            N_("“{text}” has full-width characters: write “{plain}” with a half-width keyboard"),
            text=text,
            plain=plain,
        )
    return text
