"""The moving picture of the README: every picture of it is shown in its turn, and where nothing moves the last one stands."""

import re
import runpy
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

SVG = "{http://www.w3.org/2000/svg}"
moving = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "pictures" / "moving_svg.py"))["moving"]
PICTURES = [["title", "green A", "list A"], ["title", "green B", "list A"], ["title", "green A", "list C"]]
SECONDS = [2.0, 2.0, 4.0]


def drawn() -> Element:
    rows = [[f"<text>{text}</text>" for text in picture] for picture in PICTURES]
    return fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(moving(rows, SECONDS))}</svg>')


def shown_at(picture: Element, second: float) -> list[str]:
    """The texts that the rules of the picture make visible at this second of its round."""
    rules = "".join(style.text or "" for style in picture.iter(f"{SVG}style"))
    texts = [text.text or "" for text in picture.findall(f"{SVG}text")]
    for group in picture.iter(f"{SVG}g"):
        marks = re.search(rf"@keyframes {group.get('class')} {{(.*?}})}}", rules)
        assert marks is not None
        steps = re.findall(r"([\d.]+)% {visibility: (\w+)}", marks[1])
        seen = [visible for share, visible in steps if float(share) <= second / sum(SECONDS) * 100][-1]
        texts += [text.text or "" for text in group if seen == "visible"]
    return sorted(texts)


def test_each_picture_is_shown_for_its_seconds_and_nothing_of_another_one() -> None:
    picture = drawn()
    for second, expected in ((0.0, 0), (1.9, 0), (2.1, 1), (3.9, 1), (4.1, 2), (7.9, 2)):
        assert shown_at(picture, second) == sorted(PICTURES[expected])


def test_a_row_that_never_changes_is_drawn_once() -> None:
    assert [text.text for text in drawn().iter(f"{SVG}text")].count("title") == 1


def test_where_nothing_moves_the_last_picture_stands() -> None:
    picture = drawn()
    still = [text.text for group in picture.iter(f"{SVG}g") if group.get("visibility") == "visible" for text in group]
    assert sorted(["title", *map(str, still)]) == sorted(PICTURES[-1])
