"""The rows of a paper sheet that are recorded, the last one first."""

from __future__ import annotations

from textual.content import Content

from checkin.rules.activities import Activity
from checkin.texts import _, ngettext
from storage.paper.row import PaperEntry, PaperState
from storage.people.purged_marks import is_nameless
from tui.screens.dialog import Text
from tui.words.paper import result_text, who_text

_SHOWN = 6


class Entered(Text):
    """What stands here is on the disk."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(" ", id="entered")
        self._activity = activity
        self.entries: list[PaperEntry] = []

    def take(self, entry: PaperEntry) -> None:
        """List one more row that was entered, above the others."""
        self.entries.insert(0, entry)
        self.draw()

    def strike_last(self) -> None:
        """Take away the row that was entered last, which was struck out."""
        self.entries.pop(0)
        self.draw()

    def draw(self) -> None:
        """How many, and the last ones."""
        lines = [Content.styled(_("Entered: {count}").format(count=len(self.entries)), "bold") + self._nameless()]
        for entry in self.entries[: _SHOWN - 1]:
            new = entry.state is PaperState.ENTERED
            sign = ("✓ ", "bold $good") if new else ("= ", "$quiet")
            lines.append(
                Content.assemble(sign, (who_text(entry) + "  ", "bold"), (result_text(entry, self._activity), "$quiet"))
            )
        self.say(Content("\n").join(lines))

    def _nameless(self) -> Content:
        """How many of them have a number alone."""
        persons = {one.volunteer for one in self.entries if one.person is not None and is_nameless(one.person)}
        if not persons:
            return Content("")
        text = ngettext(
            "{count} person by number alone, the name stays purged",
            "{count} persons by number alone, the names stay purged",
            len(persons),
        )
        return Content.styled(" · " + text.format(count=len(persons)), "$quiet")
