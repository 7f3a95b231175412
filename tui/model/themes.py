"""Two themes: dark, and black on white for strong light. Tones are blue, orange, red and violet, and never alone."""

from __future__ import annotations

from textual.theme import Theme

DARK = "hourdesk-dark"
LIGHT = "hourdesk-light"

# After Okabe and Ito's palette, which people with any colour vision tell apart.
_DARK_TONES = {
    "tone-ready": "#1d2733",
    "tone-ready-text": "#c9d6e2",
    "tone-in": "#00785c",
    "tone-in-text": "#ffffff",
    "tone-out": "#0a64a8",
    "tone-out-text": "#ffffff",
    "tone-calm": "#3a4756",
    "tone-calm-text": "#ffffff",
    "tone-attention": "#f0a818",
    "tone-attention-text": "#1a1200",
    "tone-refused": "#c2480a",
    "tone-refused-text": "#ffffff",
    "tone-held": "#6b3fa0",
    "tone-held-text": "#ffffff",
    "tone-lost": "#b3001b",
    "tone-lost-text": "#ffffff",
    "frame": "#ffd166",
    "quiet": "#8a99a8",
    "line": "#2c3947",
    "key": "#f0c060",
    "good": "#35c9a0",
    "bad": "#ff8a5c",
}
_LIGHT_TONES = {
    "tone-ready": "#ffffff",
    "tone-ready-text": "#000000",
    "tone-in": "#b9f2dc",
    "tone-in-text": "#000000",
    "tone-out": "#bfe1ff",
    "tone-out-text": "#000000",
    "tone-calm": "#e4e4e4",
    "tone-calm-text": "#000000",
    "tone-attention": "#ffd166",
    "tone-attention-text": "#000000",
    "tone-refused": "#ffb08c",
    "tone-refused-text": "#000000",
    "tone-held": "#dcc8f5",
    "tone-held-text": "#000000",
    "tone-lost": "#a00018",
    "tone-lost-text": "#ffffff",
    "frame": "#8a4b00",
    "quiet": "#444444",
    "line": "#000000",
    "key": "#003a70",
    "good": "#006b4f",
    "bad": "#a33600",
}

THEMES = {
    "dark": Theme(
        DARK,
        primary="#4ea3e0",
        accent="#f0a818",
        warning="#f0a818",
        error="#ff6b5c",
        success="#35c9a0",
        foreground="#e8edf2",
        background="#10171f",
        surface="#151e28",
        panel="#1d2733",
        variables=_DARK_TONES,
    ),
    "light": Theme(
        LIGHT,
        primary="#003a70",
        accent="#8a4b00",
        warning="#8a4b00",
        error="#a00018",
        success="#006b4f",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#ececec",
        dark=False,
        text_alpha=1.0,
        variables=_LIGHT_TONES,
    ),
}
"""By the name that stands in desk.toml."""
