"""Options and arguments that speak the language in use: help, names of values, and what is said of a missing or bad one."""

from __future__ import annotations

import re
from copy import copy
from typing import Any

import click

from checkin.texts import _, enumerated, name_of_value
from tui.cli.base.typed_values import FREE_TEXT, NUMBER, WHOLE_NUMBER

_NAME_OF_VALUE = re.compile(r"[A-Z][A-Z_]*")
_OWN_TYPES: dict[object, click.ParamType[Any, Any]] = {int: WHOLE_NUMBER, float: NUMBER}
"""Instead of click's, whose words are English and which do not know full-width digits."""


class Missing(click.MissingParameter):
    """A value that is needed was not given."""

    def format_message(self) -> str:
        """The sentence, with what can be chosen from."""
        assert self.param is not None
        text = _("Missing option {name}.") if isinstance(self.param, click.Option) else _("Missing argument {name}.")
        text = text.format(name=self.param.get_error_hint(self.ctx))
        if isinstance(self.param.type, click.Choice):
            text += " " + _("Choose from: {choices}").format(choices=enumerated(map(str, self.param.type.choices)))
        return text


class _Spoken(click.Parameter):
    """What options and arguments have in common."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        attrs["type"] = _OWN_TYPES.get(attrs.get("type"), attrs.get("type"))
        super().__init__(*args, **attrs)
        if self.type is click.STRING:
            self.type = FREE_TEXT

    def make_metavar(self, ctx: click.Context) -> str:
        """The name of the value, such as FILE, in the language in use. What is typed as it stands (csv) is left."""
        return _NAME_OF_VALUE.sub(lambda found: name_of_value(found[0]), super().make_metavar(ctx))

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """As click does, with our own words for a missing value."""
        try:
            return super().process_value(ctx, value)
        except click.MissingParameter as error:
            raise Missing(ctx=error.ctx, param=self) from None


class Option(_Spoken, click.Option):
    """An option whose help text is translated where it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The translated row in the list of options."""
        return super(Option, translated(self)).get_help_record(ctx)


class FileOption(Option):
    """An option that names one file; click alone would take the last of several, and say nothing of the others."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, multiple=True, **attrs)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """The file, or None. Several are wrong usage."""
        files = super().process_value(ctx, value)
        if len(files) > 1:
            text = _("{name} takes one file, and {count} were named: leave the others out.")
            raise click.UsageError(text.format(name=self.opts[0], count=len(files)), ctx)
        return files[0] if files else None


class Argument(_Spoken, click.Argument):
    """An argument whose help text is translated where it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The translated row in the list of arguments."""
        return super(Argument, translated(self)).get_help_record(ctx)


def translated(thing: Any) -> Any:
    """A copy of a command or a parameter with its help text in the language in use."""
    shown = copy(thing)
    shown.help = _(thing.help) if thing.help else thing.help
    return shown
