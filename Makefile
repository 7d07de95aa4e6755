# Each target does all of the set-up it needs: a virtual environment in .venv, filled from hashed lock files.
# uv is used where it is on PATH, python3 -m venv and pip otherwise.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
WORKERS ?= 2

.PHONY: demo test test-slow test-all check static lint format types contracts docs chronicle-page wheel reference lock bench validate clean

demo: $(RUNTIME)
	$(BIN)/tertius demo --out demo
	@echo "The report is in demo/report.html: open it in a browser. To choose pairs and windows and to open the events behind"
	@echo "a number: $(BIN)/tertius serve demo/study.duckdb"

# bytecode is kept whatever the caller's setting: else each worker and each process a test starts compiles all anew;
# the workers share the cores, so none of them lets threads of linear algebra wait for work on another one's core
PYTEST = PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 $(BIN)/pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder -rs

# the fast suite; with SELECT= (nothing) all tests
SELECT = -m "not slow"

test: $(DEV)
	$(PYTEST) $(SELECT)

test-slow: $(DEV)
	$(PYTEST) -m "slow"

# both suites in one run: what they share is collected and made once
test-all: SELECT =
test-all: test

check: static test-all docs wheel

static: lint format types contracts

lint: $(DEV)
	$(BIN)/ruff check .

format: $(DEV)
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

contracts: $(DEV)
	$(BIN)/lint-imports

docs: $(DEV) chronicle-page
	$(BIN)/mkdocs build --strict

chronicle-page: $(DEV)
	$(BIN)/python tools/chronicle_page.py docs/chronicle-table.html

wheel: $(DEV)
	PYTHON=$(BIN)/python sh tools/try-wheel.sh

reference: $(DEV)
	$(BIN)/python tools/reference.py

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv on PATH (pip install uv)"; exit 1; }
	uv pip compile pyproject.toml --extra text $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --extra dev -c requirements.lock $(LOCK) -o requirements-dev.lock

bench: $(DEV)
	@for script in benchmarks/*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

validate: $(DEV)
	$(BIN)/python -m benchmarks.validation

clean:
	rm -rf build dist site demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	find src tests tools benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# No index, no address and no annotation enters a lock file; UPGRADE=1 takes the newest releases.
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

$(RUNTIME): requirements.lock pyproject.toml tools/install.sh
	PYTHON="$(PYTHON)" sh tools/install.sh $(VENV) requirements.lock
	@touch $@

$(DEV): requirements-dev.lock pyproject.toml tools/install.sh
	PYTHON="$(PYTHON)" sh tools/install.sh $(VENV) requirements-dev.lock
	@touch $(RUNTIME) $@
