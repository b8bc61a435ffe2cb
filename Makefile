# Two commands do everything on a fresh machine with Python 3.11 or newer, make and git: `make run` and `make test`.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
REPORT := out/report.html

SITE     := src/gouji/web/static/vendor
# The second database of the desk's tests; a fresh one is made in it and removed.
POSTGRES ?= postgresql://postgres@127.0.0.1:5432/postgres

.PHONY: run serve test test-postgres frontend check lint types walls docs docs-fresh corpus bench seeded fuzz wheels clean
.DELETE_ON_ERROR:

# --- environments: each stamp stands for what it names and is renewed when that changes -------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Gouji needs Python 3.11 or newer; name one: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.engine: requirements/engine.txt requirements/build.txt pyproject.toml | $(BIN)/python
	$(PIP) install -q -r requirements/engine.txt -r requirements/build.txt
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.engine
	$(PIP) install -q -r requirements/dev.txt
	@touch $@

$(VENV)/.web: requirements/web.txt $(VENV)/.engine
	$(PIP) install -q -r requirements/web.txt
	@touch $@

# npm comes as a package; the pages' style and behaviour are copied into the package, no page asks another machine for them.
$(VENV)/.frontend: requirements/frontend.txt frontend/package-lock.json tools/frontend.py | $(BIN)/python
	$(PIP) install -q -r requirements/frontend.txt
	$(BIN)/python tools/frontend.py
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.engine
	$(PIP) install -q -r requirements/bench.txt
	@touch $@

# --- the two commands -------------------------------------------------------------------------------------------------

# Some examples carry planted defects: findings (exit code 1) are what this command is to show.
run: $(VENV)/.engine
	@mkdir -p $(dir $(REPORT))
	@$(BIN)/gouji check examples --quiet --format html --output $(REPORT) || test $$? -eq 1
	@$(BIN)/gouji check examples || test $$? -eq 1
	@echo
	@echo "HTML report: $(CURDIR)/$(REPORT)"

# The desk, in a browser; ARGS="--port 8080" and the like.
serve: $(VENV)/.web $(VENV)/.frontend
	$(BIN)/gouji serve $(ARGS)

# A process a core; the tests of a file stay together, so that a browser and a served county are made once for them.
PARALLEL := -n auto --dist loadfile

test: $(VENV)/.dev $(VENV)/.frontend
	@$(MAKE) --no-print-directory -j2 lint types walls docs-fresh wheels
	@$(MAKE) --no-print-directory test-postgres
	$(BIN)/python -m pytest $(PARALLEL)

# The desk's tests once more on the other database; says so where there is none, and fails then in CI.
test-postgres: $(VENV)/.dev $(VENV)/.frontend
	@$(BIN)/python tools/postgres.py $(POSTGRES) $(PARALLEL)

frontend: $(VENV)/.frontend

# --- the parts --------------------------------------------------------------------------------------------------------

# The licence allow-list and the other promises about the project itself are tests under tests/project.
check: lint types walls docs-fresh
	$(BIN)/python -m pytest tests/project

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

walls: $(VENV)/.dev
	$(BIN)/lint-imports

docs: $(VENV)/.engine
	$(BIN)/python tools/rule_pages.py
	$(BIN)/python tools/readme_output.py

docs-fresh: $(VENV)/.engine
	$(BIN)/python tools/rule_pages.py --check
	$(BIN)/python tools/readme_output.py --check

# The folder of real documents is named by GOUJI_SAMPLES; ACCEPT=1 makes this run the one that later runs are held against.
corpus: $(VENV)/.dev
	$(BIN)/python -m gouji.corpus $(if $(ACCEPT),--accept) $(ARGS)

# BENCH=short measures a few documents once, in two minutes; all of them take a quarter of an hour.
bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

# Errors planted in right documents, by type, and what the checkers say of them; ARGS="--cases 30" plants more.
seeded: $(VENV)/.dev
	$(BIN)/python -m benchmarks.seeded $(ARGS)

# Files changed at random, for each reader in turn; FUZZ_CORPUS is a folder that is kept, what was found stands in its faults/.
FUZZ_SECONDS ?= 3600
FUZZ_CORPUS  ?= out/fuzz

fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) --corpus $(FUZZ_CORPUS) $(ARGS)

# Every dependency must have a wheel for each platform; the resolver says so without installing anything.
# macOS 13 is the oldest that pypdfium2 builds for; on Macs with an Intel processor the engine runs, the desk's packages no longer
# come for them; recognition runs on the others from macOS 14 on.
wheels: $(VENV)/.wheels

LINUX   = $(addsuffix _$(1),manylinux_2_28 manylinux_2_27 manylinux_2_17 manylinux2014)
resolve = $(PIP) install -q --dry-run --ignore-installed --only-binary=:all: --implementation cp --python-version 3.11 \
	  --target $(VENV)/nowhere $(addprefix --platform ,$(2)) -r requirements/$(1).txt

$(VENV)/.wheels: requirements/engine.txt requirements/web.txt requirements/ocr.txt | $(BIN)/python
	$(call resolve,web,$(call LINUX,x86_64))
	$(call resolve,web,$(call LINUX,aarch64))
	$(call resolve,web,win_amd64)
	$(call resolve,web,macosx_13_0_arm64)
	$(call resolve,engine,macosx_13_0_x86_64)
	$(call resolve,ocr,$(call LINUX,x86_64))
	$(call resolve,ocr,win_amd64)
	$(call resolve,ocr,macosx_14_0_arm64 macosx_13_0_arm64)
	@touch $@

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
