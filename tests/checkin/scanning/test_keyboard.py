"""Keys with their times in milliseconds: what is typing and what is a scan."""

import pytest

from checkin.rules.badge_numbers import badge_number
from checkin.scanning.keyboard import Burst, BurstReader, KeyboardInput, Suffix, Typed, joined
from tests.checkin.scanning.drawing import ANA, BEN

MEI = badge_number("00112233445566778899")
LEO = badge_number("98765432109876543210")
ENTER, TAB = Suffix.ENTER, Suffix.TAB


def hear(*strokes: tuple[str, int], until_ms: int = 10_000) -> list[KeyboardInput]:
    """Play keys; as the desk does, `tick` at each deadline that comes before the next key."""
    reader, heard = BurstReader(), []
    for key, ms in [*strokes, ("", until_ms)]:
        while reader.deadline is not None and reader.deadline + 0.001 < ms / 1000:
            heard += reader.tick(reader.deadline + 0.001)
        match key:
            case "":
                heard += reader.tick(ms / 1000)
            case "\r" | "\t":
                heard += reader.end(ms / 1000, key)
            case "ESC":
                heard += [*reader.interrupt(ms / 1000), Typed("<ESC>")]
            case _:
                heard += reader.key(key, ms / 1000)
    return joined(heard)


def run(text: str, start_ms: int, gap_ms: int) -> list[tuple[str, int]]:
    return [(char, start_ms + number * gap_ms) for number, char in enumerate(text)]


@pytest.mark.parametrize("gap_ms", [0, 2, 10, 30])
@pytest.mark.parametrize("suffix", ["\r", "\t", None])
def test_a_scan_of_any_speed_and_suffix(gap_ms: int, suffix: str | None) -> None:
    end = 24 * gap_ms
    assert hear(*run(ANA, 0, gap_ms), *([(suffix, end)] if suffix else [])) == [
        Burst(ANA, {"\r": ENTER, "\t": TAB, None: Suffix.NONE}[suffix])
    ]


@pytest.mark.parametrize("gap_ms", [55, 90, 200])
def test_typing_and_its_enter_come_back_whole(gap_ms: int) -> None:
    assert hear(*run("zhangwei12", 0, gap_ms), ("\r", 10 * gap_ms)) == [Typed("zhangwei12\r")]


def test_a_single_key_waits_for_a_moment() -> None:
    reader = BurstReader()
    assert reader.key("a", 1.0) == []
    assert reader.deadline == pytest.approx(1.046)
    assert reader.tick(1.051) == [Typed("a")]
    assert reader.deadline is None


@pytest.mark.parametrize(
    ("strokes", "heard"),
    [
        ([*run(ANA, 0, 2), ("\r", 50), *run(BEN, 60, 2), ("\r", 110)], [Burst(ANA, ENTER), Burst(BEN, ENTER)]),
        ([*run(ANA, 0, 2), ("\r", 50), ("\t", 55)], [Burst(ANA, ENTER)]),
        ([*run(ANA, 0, 2), ("\r", 200)], [Burst(ANA)]),
        ([*run(ANA, 0, 2), ("\r", 900)], [Burst(ANA), Typed("\r")]),
        ([("z", 0), *run(ANA, 300, 2)], [Typed("z"), Burst(ANA)]),
        ([("z", 0), *run(ANA, 45, 2)], [Typed("z"), Burst(ANA)]),
        ([*run("12345", 0, 2), ("\r", 12)], [Typed("12345\r")]),
        (run("a" * 20, 0, 33), [Typed("a" * 20)]),
        ([("a", 0), ("ESC", 5), *run(ANA, 20, 2)], [Typed("a<ESC>"), Burst(ANA)]),
    ],
)
def test_what_was_scanned_never_lands_in_a_field(strokes: list[tuple[str, int]], heard: list[KeyboardInput]) -> None:
    assert hear(*strokes) == heard


def test_full_width_digits_are_the_badge() -> None:
    wide = ANA.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    [burst] = hear(*run(wide, 0, 3))
    assert isinstance(burst, Burst)
    assert (burst.raw, burst.text) == (wide, ANA)


@pytest.mark.parametrize(
    ("pasted", "heard"),
    [
        (ANA, [Burst(ANA, pasted=True)]),
        (ANA + "\t", [Burst(ANA, TAB, pasted=True)]),
        (f"{ANA}\r\n{BEN}\r\n", [Burst(ANA, ENTER, pasted=True), Burst(BEN, ENTER, pasted=True)]),
        ("王小明", [Typed("王小明")]),
        ("2026-11-23", [Typed("2026-11-23")]),
        ("Helping out at the library", [Typed("Helping out at the library")]),
    ],
)
def test_a_paste_is_a_scan_where_it_is_a_badge(pasted: str, heard: list[KeyboardInput]) -> None:
    reader = BurstReader()
    assert joined(reader.paste(pasted, 1.0) + reader.tick(2.0)) == heard


def test_an_input_method_commits_in_crumbs() -> None:
    reader = BurstReader()
    heard = [piece for n in range(0, 24, 3) for piece in reader.paste(ANA[n : n + 3], 1 + n / 1000)]
    assert heard + reader.end(1.03) == [Burst(ANA, ENTER, pasted=True, in_crumbs=True)]


@pytest.mark.parametrize("torn_after", [3, 5, 6, 12, 23])
def test_a_number_that_is_torn_apart_is_one_scan(torn_after: int) -> None:
    """the rest comes 150 ms later → one number; what is no badge number does not wait for so long"""
    late = torn_after * 2 + 150
    strokes = [*run(MEI[:torn_after], 0, 2), *run(MEI[torn_after:], late, 2), ("\r", late + 60)]
    assert hear(*strokes) == [Burst(MEI, ENTER)]
    other = [*run("card-00", 0, 2), *run("42-0815", 164, 2)]
    assert hear(*other) == [Burst("card-00"), Burst("42-0815")]


def test_two_digits_by_hand_are_not_waited_for() -> None:
    assert hear(("7", 0), ("1", 30), ("x", 300)) == [Typed("71x")]
    assert hear(("7", 0), ("1", 60), ("0", 120), ("0", 180)) == [Typed("7100")]


@pytest.mark.parametrize(
    ("arrived", "pieces"),
    [
        (MEI + LEO, [MEI, LEO]),
        (MEI + LEO + MEI, [MEI, LEO, MEI]),
        (f"]Q1{MEI}]Q1{LEO}", [f"]Q1{MEI}", f"]Q1{LEO}"]),
        (MEI + LEO[:-1], [MEI + LEO[:-1]]),
        (MEI + ANA, [MEI + ANA]),
    ],
)
def test_numbers_without_anything_between_are_taken_apart(arrived: str, pieces: list[str]) -> None:
    """only where every piece has right check digits; ANA has wrong ones"""
    assert hear(*run(arrived, 0, 2), ("\r", 2 * len(arrived))) == [Burst(piece, ENTER) for piece in pieces]
    pasted = BurstReader().paste(arrived, 1.0)
    assert pasted == [Burst(piece, pasted=True) for piece in pieces]


def test_a_hand_that_pastes_a_name_by_an_input_method_types_it() -> None:
    reader = BurstReader()
    heard = reader.paste("张", 1.0) + reader.paste("伟", 1.4) + reader.paste("志愿者服务队员", 1.9) + reader.tick(3.0)
    assert joined(heard) == [Typed("张伟志愿者服务队员")]


@pytest.mark.parametrize("gaps", [(8, 60), (10, 45), (25, 45), (15, 90), (35, 35)])
def test_two_fingers_that_roll_are_a_hand(gaps: tuple[int, int]) -> None:
    """quick pairs of keys with a slow one between, as people type pinyin"""
    at, strokes = 0, []
    for number, letter in enumerate("zhangweiyilan"):
        strokes.append((letter, at))
        at += gaps[number % 2]
    assert hear(*strokes, ("\r", at + 200)) == [Typed("zhangweiyilan\r")]


@pytest.mark.parametrize("phrase", ["重庆市第八中学志愿服务队", "zhangmin", "xi'anlu"])
def test_a_phrase_from_an_input_method_is_typing(phrase: str) -> None:
    """Also pinyin that is handed over as it was typed; with Enter right behind it a scanner sent it."""
    assert hear(*run(phrase, 0, 1)) == [Typed(phrase)]
    assert hear(*run(phrase, 0, 1), ("\r", 300)) == [Typed(phrase + "\r")]
    if phrase.isalpha() and phrase.isascii():
        assert hear(*run(phrase, 0, 1), ("\r", len(phrase))) == [Burst(phrase, Suffix.ENTER)]


@pytest.mark.parametrize("pasted", ["20230001", "13800138000", "S2023-0001"])
def test_numbers_that_are_pasted_into_a_field_stay_there(pasted: str) -> None:
    assert BurstReader().paste(pasted, 1.0, in_field=True) == [Typed(pasted)]
    assert BurstReader().paste(pasted, 1.0) == [Burst(pasted, pasted=True)]
    assert BurstReader().paste(MEI, 1.0, in_field=True) == [Burst(MEI, pasted=True)]


def test_a_badge_that_is_pasted_in_pieces_is_one_scan() -> None:
    reader = BurstReader()
    heard = [piece for n in range(0, 24, 8) for piece in reader.paste(MEI[n : n + 8], 1 + n / 1000)]
    assert heard + reader.tick(2.0) == [Burst(MEI, pasted=True, in_crumbs=True)]


def test_a_key_that_somebody_presses_meanwhile_does_not_tear_a_burst() -> None:
    heard = hear(*run(MEI[:10], 0, 2), ("ESC", 20), *run(MEI[10:], 22, 2), ("\r", 52))
    assert heard == [Typed("<ESC>"), Burst(MEI, ENTER)]


def test_a_number_that_is_torn_in_the_mark_before_it_is_one_scan() -> None:
    assert hear(*run("]Q1", 0, 2), *run(MEI, 150, 2), ("\r", 200)) == [Burst("]Q1" + MEI, ENTER)]


def test_a_digit_that_somebody_typed_just_before_is_not_the_badge_s() -> None:
    assert hear(("5", 0), *run(MEI, 42, 2), ("\r", 90)) == [Typed("5"), Burst(MEI, ENTER)]


CARD = "0012345678"


@pytest.mark.parametrize(
    "text", [MEI, CARD, "abc 123," * 1_250, "7100" * 2_500], ids=["badge", "card", "words", "digits"]
)
@pytest.mark.parametrize("left", [1, 3, 4])
def test_what_a_pause_leaves_of_a_scan_chooses_nobody(text: str, left: int) -> None:
    """At a busy laptop a scan comes in two pieces: the rest and its Enter would check in whoever has that number."""
    cut = len(text) - left
    rest = run(text[cut:], cut + 600, 1)
    pieces = hear(*run(text[:cut], 0, 1), *rest, ("\r", rest[-1][1] + 1), until_ms=30_000)
    assert [type(piece) for piece in pieces] == [Burst]


def test_what_a_hand_types_after_a_scan_is_kept() -> None:
    assert hear(*run(ANA, 0, 2), *run("003", 400, 60), ("\r", 600)) == [Burst(ANA, Suffix.NONE), Typed("003\r")]
    assert hear(*run(ANA, 0, 2), ("\r", 50), *run("ab", 400, 20)) == [Burst(ANA, ENTER), Typed("ab")]
    assert hear(*run(ANA, 0, 2), *run("ab", 1_500, 20), ("\r", 1_600)) == [Burst(ANA, Suffix.NONE), Typed("ab\r")]


@pytest.mark.parametrize("early", [1, 2, 4])
def test_a_badge_whose_first_digits_came_before_a_pause_is_scanned(early: int) -> None:
    heard = hear(*run(MEI[:early], 0, 1), *run(MEI[early:], 700, 1), ("\r", 730))
    assert isinstance(heard[0], Typed) and isinstance(heard[1], Burst) and heard[1].text == MEI


@pytest.mark.parametrize("char", ["x", "-", "7"])
def test_a_line_of_one_character_is_a_scan_and_a_key_that_is_kept_down_is_not(char: str) -> None:
    assert [type(piece) for piece in hear(*run(char * 10_000, 0, 1), ("\r", 10_000), until_ms=11_000)] == [Burst]
    assert hear(*run(char * 200, 0, 33)) == [Typed(char * 200)]
    assert hear(*run(char * 20, 0, 2)) == [Typed(char * 20)]
