"""`hourdesk demo` without a terminal: the whole story at speed, as a person or a pipe sees it."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.activities import zone
from checkin.rules.instants import instant, local_text
from checkin.rules.outcomes import OutcomeKind
from checkin.texts import language, use_language
from checkin.words import OUTCOMES
from tests.portions import WHOLE, in_the_soak
from tui.demo import play

COMMAND = [sys.executable, "-c", "from tui.start import main; main()", "demo"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What the program printed by language; its folders for throw-away things must be empty afterwards. The soak tells it in both
    languages, the English one in a process of its own; else it is told in English, in this process.
    """
    if not WHOLE:
        return {"en": told("en", tmp_path_factory.mktemp("temporary"))}
    folder = tmp_path_factory.mktemp("temporary")
    process = start("en", folder)
    chinese = told("zh", tmp_path_factory.mktemp("temporary"))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert list(folder.iterdir()) == []
    return {"en": out.decode("utf-8"), "zh": chinese}


def told(spoken, folder):
    out, err, before = StringIO(), StringIO(), language()
    with pytest.MonkeyPatch.context() as changed, redirect_stdout(out), redirect_stderr(err):
        changed.setattr("tempfile.tempdir", str(folder))
        code = play.run(spoken, SYSTEM_CLOCK, terminal=False)
    use_language(before)
    assert (code, err.getvalue()) == (0, "")
    assert list(folder.iterdir()) == []
    return out.getvalue()


def start(language, folder):
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOURDESK_DATA"), str(folder))
    command = [*COMMAND, "--lang", language]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **places},
    )


def session_lines(text):
    return text.split("\n\n")[1].splitlines()[1:]


def test_every_outcome_is_named_and_comes_about(printed):
    assert set(OUTCOMES) == set(OutcomeKind)
    block = printed["en"].split("\n\n")[4].splitlines()
    counts = {line.split(maxsplit=1)[1]: int(line.split()[0]) for line in block[1:]}
    assert set(counts) == set(OUTCOMES.values())
    assert min(counts.values()) >= 1
    assert block[0].endswith(f"{sum(counts.values())} scans:")


def test_scans_arrive_in_their_own_time(printed):
    assert "entered at another time" not in printed["en"] and "非实时录入" not in printed.get("zh", "")


def test_the_total_is_the_sum_of_the_sessions(printed):
    minutes = [int(re.search(r"(?:\d\d:\d\d:\d\d|—) +(\d+) ", line[40:]).group(1)) for line in rows(printed["en"])]
    total = printed["en"].split("\n\n")[2].splitlines()[-1].split()
    assert total[0] == "all"
    assert int(total[4]) == sum(minutes) > 100 * 60
    assert int(total[2]) == len(minutes)


def rows(text):
    """The session lines with the wide characters counted as two, so that columns can be cut."""
    return [re.sub(r"([^\x00-\xff…—·])", r"\1 ", line) for line in session_lines(text)]


def test_columns_stand_below_each_other_with_chinese_names(printed):
    """The check-out stands in one column of the terminal in every line, whatever the name."""
    ends = {
        match.end() for line in rows(printed["en"]) if (match := re.search(r"\d\d:\d\d:\d\d  \d\d:\d\d:\d\d", line))
    }
    assert len(ends) == 1


def test_the_mishaps_are_in_the_record(printed):
    lines = session_lines(printed["en"])
    assert sum("no guardian's consent" in line for line in lines) == 1
    assert sum("no check-in" in line for line in lines) == 1
    assert sum("after the close" in line for line in lines) == 1
    assert sum("ruled" in line for line in lines) == 1
    assert sum("needs review" in line and "no check-out" in line for line in lines) == 2
    assert "Signed up and did not come:" in printed["en"]


def test_it_says_that_the_chain_is_sound(printed):
    assert re.search(r"^Checked: the chain of [1-9]\d+ events is sound\.$", printed["en"], re.MULTILINE)


@in_the_soak
def test_both_languages_tell_the_same_story(printed):
    """Numbers, names and times are the same; the words are not."""
    first_cells = [[line.split()[:2] for line in session_lines(printed[language])] for language in ("en", "zh")]
    assert first_cells[0] == first_cells[1]
    assert "绿色校园行动" in printed["zh"]
    assert "checked out" not in printed["zh"]


def test_the_folder_goes_even_where_the_story_breaks_off(tmp_path, monkeypatch, clock):
    def breaks(path, *_):
        path.mkdir()
        raise OSError("no space left")

    monkeypatch.setattr(play, "make_demo_desk", breaks)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(OSError, match="no space"):
        play.run("en", clock.clock, terminal=False)
    assert list(tmp_path.iterdir()) == []


def test_last_saturday_is_over():
    """Asked on a Saturday evening it is the one a week ago; asked on a Sunday it was yesterday."""

    def asked(*when):
        return play.last_saturday(instant(datetime(*when, tzinfo=UTC)))

    here = zone("Asia/Shanghai")
    assert local_text(asked(2026, 3, 7, 12), here) == "2026-02-28T08:30:00+08:00"
    assert local_text(asked(2026, 3, 8, 12), here) == "2026-03-07T08:30:00+08:00"


def test_ending_it_early_leaves_nothing_behind(tmp_path):
    """A closed window or a polite kill, as soon as the folder is there."""
    process = start("en", tmp_path)
    while process.poll() is None and not any(tmp_path.iterdir()):
        time.sleep(0.05)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []
