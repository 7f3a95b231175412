"""The texts of the rendered codes, and how they look on paper."""

from __future__ import annotations

import random
import string

from PIL import Image, ImageDraw
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

from checkin.rules.badge_numbers import RANDOM_DIGITS, badge_number

MODULE = 8
"""Pixels of a module in the flat picture, before it is put into a frame."""
QUIET = 4
_WORDS = "志愿服务时长签到台学校班级春季植树活动图书馆社区敬老院"


def badge_text(chance: random.Random) -> str:
    """A valid badge number of 24 digits."""
    return badge_number("".join(chance.choices(string.digits, k=RANDOM_DIGITS)))


def long_text(chance: random.Random) -> str:
    """120 to 160 characters: addresses, upper-case codes, or Chinese words among them."""
    length = chance.randint(120, 160)
    kind = chance.randrange(3)
    if kind == 0:
        return ("https://school.example/a?" + "".join(chance.choices(string.ascii_letters + string.digits, k=160)))[
            :length
        ]
    if kind == 1:
        return (
            "".join(chance.choices(string.ascii_uppercase + string.digits + " -./:", k=length - 1))
            .strip()
            .ljust(length, "X")
        )
    return "".join(chance.choices(_WORDS + string.digits + string.ascii_letters, k=length))


def code_picture(text: str, chance: random.Random) -> Image.Image:
    """The code in black on white, with its quiet zone; badges as the badge sheet prints them (version 1, level Q)."""
    level = ERROR_CORRECT_Q if len(text) < 40 else chance.choice((ERROR_CORRECT_L, ERROR_CORRECT_M))
    code = QRCode(version=None, error_correction=level, box_size=MODULE, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    return code.make_image().get_image().convert("L")


def card(code: Image.Image, chance: random.Random) -> Image.Image:
    """A badge's face: the code on a card, lines like print beside and below it."""
    margin = code.width // 6
    face = Image.new("L", (code.width + 2 * margin, round(code.height * 1.45) + margin), chance.randint(225, 255))
    face.paste(code, (margin, margin))
    pen = ImageDraw.Draw(face)
    top = margin + code.height + margin // 3
    for row in range(3):
        height = code.height // (9 + row * 3)
        x, right = margin, round(face.width * chance.uniform(0.6, 0.9))
        while x < right:
            step = chance.randint(height // 3 + 1, height + 1)
            pen.rectangle((x, top, x + step * 2 // 3, top + height), fill=chance.randint(20, 90))
            x += step
        top += round(height * 1.5)
    return face
