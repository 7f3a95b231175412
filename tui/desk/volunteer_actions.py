"""The volunteer's page at the desk: find somebody, and see all that is known of them."""

from __future__ import annotations

from textual import work

from tui.desk.pack_actions import PackActions


class VolunteerActions(PackActions):
    """The page is read in the writer's thread, so that it holds what was recorded last."""

    @work(group="dialog", exclusive=True)
    async def action_volunteer_page(self) -> None:
        """Find somebody, and show their page."""
        from tui.screens.find import FindPageDialog, ShowPage

        picked = await self.push_screen_wait(FindPageDialog(self.writer, self.state.board))
        if isinstance(picked, ShowPage):
            await self._show_page(picked.volunteer)

    @work(group="dialog", exclusive=True)
    async def show_page(self, volunteer: str) -> None:
        """The page of somebody who was found."""
        await self._show_page(volunteer)

    async def _show_page(self, volunteer: str) -> None:
        from tui.screens.volunteer.screen import VolunteerScreen
        from tui.words.volunteer_page import volunteer_data

        data = await self.tried(lambda store: volunteer_data(store, volunteer))
        if data is not None:
            await self.push_screen_wait(VolunteerScreen(data, self))
