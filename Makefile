# `make run` shows the demonstration desk, `make test` runs all checks and tests. Both set up what they need first.
.PHONY: help run test suite check soak mutate bench texts snapshots clean
PY := .venv/bin/python
MINUTES ?= 3
TRIALS ?= 10000
LOAD_MOST := $(addprefix tests/,tui/test_terminal.py tui/cli/credentials/test_other_programs.py tui/cli/calendars exports/test_badge_sheet.py exports/district/test_report_texts.py storage/roster/test_damaged_files.py)
# What is compiled is kept, also where the machine says otherwise: the checks start hundreds of processes, and what is set up
# for them is compiled as it is used.
export PYTHONDONTWRITEBYTECODE :=

help:
	@echo "make run    the demonstration desk: invented people, a simulated camera"
	@echo "make test   all checks and tests"
	@echo "make check  the quick part: ruff, mypy, import contracts, spelling, texts"
	@echo "make soak   every case of what make test only walks by turns, and Spark started for real; new examples for the properties of the tests, for MINUTES=3; then TRIALS=10000 kills, faults and power cuts"
	@echo "make mutate faults put into the rules one by one, of MODULES='pairing hours' or of all: which does no test notice?"
	@echo "make bench  speed beside its floors, as ratios"
	@echo "make texts  collect new texts for translation, and compile the catalogue"

run:
	@sh scripts/set_up.sh run
	@.venv/bin/hourdesk demo

test:
	@sh scripts/set_up.sh dev
	@# Side by side: mypy needs one core for a while. Both run to their end.
	@$(MAKE) --no-print-directory -j2 -k check suite

suite:
	@# More workers than the two cores: a test of a screen waits half of its time, for keys, clocks and processes.
	@# In a fresh folder each worker would compile all modules for itself: one pass before them does it once. A few tests are
	@# looked at besides, which load most of the packages. Asserts stay as they are written, since to rewrite those of 500 modules
	@# takes 15 s of a processor: pytest names the values where a test runs alone.
	@[ -d tests/__pycache__ ] || { \
		$(PY) -m compileall -q checkin storage exports tui tests bench scripts; \
		$(PY) -m pytest --assert=plain --collect-only $(LOAD_MOST) >/dev/null; \
	} || true
	@$(PY) -m pytest -n 4 --dist worksteal --assert=plain --showlocals

check:
	@sh scripts/set_up.sh dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@.venv/bin/codespell
	@$(PY) scripts/texts.py --check

soak:
	@sh scripts/set_up.sh soak
	@HOURDESK_WHOLE=1 $(PY) -m pytest -n auto --dist worksteal $$(grep -rlE --include="test_*.py" "tests.portions|snap_compare" tests)
	@$(PY) scripts/soak.py --minutes $(MINUTES)
	@$(PY) scripts/reliability.py --trials $(TRIALS) --minutes $(MINUTES)

mutate:
	@sh scripts/set_up.sh mutate
	@nice -n 19 $(PY) scripts/mutate.py $(MODULES)

bench:
	@sh scripts/set_up.sh dev
	@$(PY) -m bench

texts:
	@sh scripts/set_up.sh dev
	@$(PY) scripts/texts.py

snapshots:
	@sh scripts/set_up.sh dev
	@$(PY) -m pytest tests/tui --snapshot-update

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
