"""A bare Textual app that echoes an Input to a Static."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Echo(App[None]):
    def compose(self) -> ComposeResult:
        yield Input()
        yield Static("nothing yet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.query_one(Static).update(f"echo {event.value}")
        event.input.clear()


if __name__ == "__main__":
    Echo().run()
