"""An app whose notices are plain texts, whoever gave the names in them."""

from __future__ import annotations

from textual.app import App
from textual.notifications import SeverityLevel

from tui.words.harmless import harmless_lines


class NoticesApp(App[int]):
    """No notice takes markup, and what a terminal would take for a command is shown as “�”."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in a corner for `timeout` seconds; `markup` is taken as false, whatever a caller says."""
        super().notify(harmless_lines(message), title=title, severity=severity, timeout=timeout, markup=False)
