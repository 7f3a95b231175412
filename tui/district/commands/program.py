"""Commands about the screen itself: help, the sentence of the moment, language, the end."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _, language, use_language
from exports.district.reports.summary import sentence
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.model.command_groups import CHANGE_LANGUAGE, CHANGE_LIGHT, SHOW_KEYS, Group
from tui.model.commands import MORE_KEYS
from tui.screens.help import help_dialog


class Help(ClerkCommand):
    __doc__ = SHOW_KEYS
    name, keys, label, waits = "help", ("f1", "question_mark"), N_("All keys"), True
    also = N_("manual, shortcuts")
    group, what = Group.LAPTOP, N_("All keys")

    async def do(self, clerk: Clerk) -> None:
        """All commands of the registry, with their keys."""
        await clerk.answer(help_dialog(clerk.commands, said=clerk.said_today()))


class Copy(ClerkCommand):
    __doc__ = N_("Copy a sentence with the current figures to the clipboard.")
    name, keys, label, waits = "copy", ("c",), N_("Copy"), True
    also = N_("chat, clipboard")
    cli = ("district summary",)
    group, what = Group.LIST, N_("Copy a sentence with the figures")

    async def do(self, clerk: Clerk) -> None:
        """To the clipboard, and shown: not every terminal lets it through."""
        text = await clerk.work.long(_("Copy"), lambda district: sentence(district, district.now()))
        if text is not None:
            clerk.copy_to_clipboard(text)
            clerk.tell(_("Copied to the clipboard"), [text])


class Language(ClerkCommand):
    __doc__ = CHANGE_LANGUAGE
    name, keys, label = "language", ("f12",), "中/EN"
    also = N_("language, English")
    group, what = Group.LAPTOP, N_("Chinese or English")

    async def do(self, clerk: Clerk) -> None:
        """From the page on that is shown."""
        use_language("en" if language() == "zh" else "zh")
        clerk.show_keys()
        clerk.again()


class Light(ClerkCommand):
    __doc__ = CHANGE_LIGHT
    name, keys, label, waits = "theme", ("f11",), N_("Light"), True
    also = N_("day, bright, night mode")
    group, what = Group.LAPTOP, N_("For strong light")
    what = N_("Dark, or black on white")
    in_footer = False

    async def do(self, clerk: Clerk) -> None:
        """The page that is shown gets the other colours too."""
        clerk.turn_light()
        clerk.again()


class More(ClerkCommand):
    __doc__ = N_("Everything that can be done here; type a word of it to find it.")
    name, keys, label, waits = "more", MORE_KEYS, N_("More"), True

    async def do(self, clerk: Clerk) -> None:
        """Do what was chosen."""
        from tui.model.more_lines import line_of
        from tui.screens.more import MoreDialog

        lines = [line_of(command) for command in clerk.commands if command.name != self.name]
        name = await clerk.answer(MoreDialog(lines))
        if name is not None:
            await clerk.do(name)


class Quit(ClerkCommand):
    __doc__ = N_("Close the screen. Everything that came in stays.")
    name, keys, label = "leave", ("ctrl+q", "q"), N_("Quit")
    group = Group.LEAVE

    async def do(self, clerk: Clerk) -> None:
        """The district's thread first finishes what it has begun."""
        clerk.leave()
