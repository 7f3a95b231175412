"""The tones of the desk as WAV files: one per class of outcome, each of its own pitch and its own rhythm."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from tui.model.verdicts import Tone

RATE = 22_050
"""Samples a second."""
_LOUDNESS = 0.8 * 32_767
_EDGE = 0.006
"""Seconds over which a note swells and fades; without it every note would click."""


class Note(NamedTuple):
    """A pitch in hertz (0 is silence) for some seconds."""

    hertz: int
    seconds: float


_GAP = Note(0, 0.07)
TONES = MappingProxyType(
    {
        Tone.IN: (Note(1760, 0.12),),
        Tone.OUT: (Note(880, 0.12), Note(1320, 0.2)),
        Tone.CALM: (Note(660, 0.09),),
        Tone.ATTENTION: (Note(1100, 0.14), _GAP, Note(1100, 0.14)),
        Tone.REFUSED: (Note(220, 0.6),),
        Tone.HELD: (Note(740, 0.14), _GAP, Note(554, 0.24)),
        Tone.LOST: (Note(440, 0.25), _GAP, Note(440, 0.25), _GAP, Note(440, 0.25)),
    }
)


def write_tone(tone: Tone, folder: Path) -> Path:
    """The WAV file of a tone (mono, 16 bits) in an existing folder. Raises OSError."""
    path = folder / f"{tone}.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        for note in TONES[tone]:
            sound.writeframes(_samples(note))
    return path


def _samples(note: Note) -> bytes:
    """Little-endian samples. The third harmonic carries a low note through small loudspeakers."""
    count = round(note.seconds * RATE)
    edge = round(_EDGE * RATE)
    turn = 2 * math.pi * note.hertz / RATE
    values = []
    for index in range(count):
        swell = min(1.0, index / edge, (count - index) / edge)
        wave_height = 0.75 * math.sin(turn * index) + 0.25 * math.sin(3 * turn * index)
        values.append(round(_LOUDNESS * swell * wave_height))
    return struct.pack(f"<{count}h", *values)
