"""Words for kind, sex and consent, as schools write them and as they are written for schools."""

from __future__ import annotations

import re
from collections.abc import Mapping

# The first word of each language is the one that is written.
KINDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "student": {"zh": ("学生", "同学", "小学生", "初中生", "高中生", "中学生"), "en": ("student", "pupil")},
    "teacher": {
        "zh": ("教师", "老师", "教职工", "教职员工", "教工", "职工", "职员"),
        "en": ("teacher", "staff"),
    },
    "parent": {"zh": ("家长", "学生家长", "监护人"), "en": ("parent", "guardian")},
}

# GB/T 2261.1
SEXES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "1": {"zh": ("男", "男性", "男生"), "en": ("male", "m", "man", "boy")},
    "2": {"zh": ("女", "女性", "女生"), "en": ("female", "f", "woman", "girl")},
    "9": {"zh": ("未说明", "未说明的性别", "保密"), "en": ("not stated", "unspecified")},
    "0": {"zh": ("未知", "未知的性别", "不详"), "en": ("unknown",)},
}

CONSENTS: Mapping[bool, Mapping[str, tuple[str, ...]]] = {
    True: {
        "zh": ("是", "同意", "已同意", "已签", "已签字", "已签署", "已交", "有", "√", "✓", "✔", "☑", "1"),
        "en": ("yes", "y", "true", "t", "agreed", "signed", "given", "ok"),
    },
    False: {
        "zh": ("否", "不同意", "未同意", "未签", "未签字", "未签署", "未交", "没有", "无", "×", "✗", "✘", "☒", "0"),
        "en": ("no", "n", "false", "f", "x", "refused", "none"),
    },
}

# Signs by which people fill a cell with nothing.
NOTHING = frozenset({"-", "--", "—", "——", "–", "/", "\\", "无", "没有", "暂无", "n/a", "none", "空"})
_UNDECIDED = frozenset({"?", "待定", "待签", "待签字", "待交", "待确认", "未定", "□", "☐", "pending"})
# What begins so is a remark about consent, not the name of a guardian.
_REMARK = re.compile(r"[不未没无拒尚待暂非]|(not|no|never|without|will|later)\b")
_LETTERS = re.compile(r"[^\W\d_]{2}|[\u4e00-\u9fff]")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")


def kind_of(word: str) -> str | None:
    """`student`, `teacher` or `parent`; None for another word."""
    return _lookup(KINDS, word)


def sex_of(word: str) -> str | None:
    """The code of GB/T 2261.1: `0` unknown, `1` male, `2` female, `9` not stated; None for another word."""
    return word if word in SEXES else _lookup(SEXES, word)


def consent_of(word: str) -> tuple[bool, bool | None]:
    """(understood, consent): consent is None where nothing is said yet.

    The name of a guardian, their relation or the day of the signature count as consent; they are not kept.
    """
    text = " ".join(word.casefold().split())
    for answer in (True, False):
        if any(text in words for words in CONSENTS[answer].values()):
            return True, answer
    if not text or text in NOTHING or text in _UNDECIDED:
        return True, None
    if not _REMARK.match(text) and (_LETTERS.search(text) or _DAY.fullmatch(text)):
        return True, True
    return False, None


def written_kind(kind: str, language: str) -> str:
    """The word for a kind in `zh` or `en`."""
    return KINDS[kind][language][0]


def written_sex(sex: str | None, language: str) -> str:
    """The word for a code of GB/T 2261.1, or an empty text."""
    return SEXES[sex][language][0] if sex else ""


def written_consent(consent: bool | None, language: str) -> str:
    """Yes, no, or an empty text where nothing was said."""
    return "" if consent is None else CONSENTS[consent][language][0]


def _lookup(table: Mapping[str, Mapping[str, tuple[str, ...]]], word: str) -> str | None:
    text = " ".join(word.casefold().split())
    return next((k for k, languages in table.items() if any(text in w for w in languages.values())), None)
