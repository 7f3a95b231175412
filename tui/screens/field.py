"""A field of a form, as a value: what it is called, what stands in it, and what it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from checkin.rules.problems import Refused
from checkin.rules.typed_texts import LONGEST_TEXT, check_typed
from checkin.texts import _, say
from tui.screens.fields.kinds import Kind, Secret, Words, said_wrong


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is for the program, `label` for people, `value` stands in it at first, `example` where it is empty. `most`: how many
    characters it takes. `needed`: the sentence for a field that was left empty. `final`: the sentence that is asked once more
    before a value is kept that can never be changed; `{value}` in it is the value."""

    name: str
    label: str
    value: str = ""
    example: str = ""
    kind: Kind = field(default_factory=Words)
    most: int = LONGEST_TEXT
    needed: str = ""
    final: str = ""

    @property
    def hint(self) -> str:
        """What an empty field shows; a bare number or time would be taken for what stands in it."""
        is_bare = bool(self.example) and not any(map(str.isalpha, self.example))
        return _("such as {value}").format(value=self.example) if is_bare else self.example

    @property
    def is_secret(self) -> bool:
        """Whether what stands in it is never shown."""
        return isinstance(self.kind, Secret)


def wrong_with(field: Field, text: str, *, whole: bool = True) -> list[str]:
    """Why this text can't stand in the field, a sentence each; `whole`: somebody is done with it, so that it may not be empty
    where it is needed."""
    said = [_(field.needed)] if whole and field.needed and not text.strip() else []
    try:
        check_typed(text, field.most, field.label)
    except Refused as refused:
        return [*said, *_sentences(refused)]
    refused_kind = said_wrong(field.kind, text, field.label) if whole else None
    return [*said, *(_sentences(refused_kind) if refused_kind else [])]


def _sentences(refused: Refused) -> list[str]:
    """Without the label, which stands beside."""
    return [say(replace(problem, where="")) for problem in refused.problems]


def with_kept(fields: Iterable[Field], kept: Mapping[str, str]) -> list[Field]:
    """The fields with what was typed into them before; a secret is typed anew."""
    return [one if one.is_secret else replace(one, value=kept.get(one.name, one.value)) for one in fields]
