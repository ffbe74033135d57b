# Every target sets up what it needs first; a second run starts at once.
# `make run` and `make test` are all that a new machine needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run serve test check format bench journey gallery test-engines translations widget setup clean

PYTHON := .venv/bin/python
# Each of many programs that tests start would compile all of it anew.
export PYTHONDONTWRITEBYTECODE =
# Extra words for the program behind a target: make test ARGS="tests/club -x"
ARGS ?=
WORKERS ?= 2

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what is missing: system libraries, uv, Python packages
	@tests/setup/bootstrap.sh

run: setup ## Start the desktop app
	@exec $(PYTHON) -m spaces_desktop $(ARGS)

serve: setup ## Start a server without a window
	@exec $(PYTHON) -m embedded_server $(ARGS)

# Files of tests are kept in memory where there is room for 4 GB: they wait for the disk often.
test: setup ## Run every test
	@room="$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }')"; \
	if [ "$${room:-0}" -gt 4000000 ]; then export PYTEST_DEBUG_TEMPROOT=/dev/shm; fi; \
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: setup ## Lint, formatting, types, import rules
	@out="$$(mktemp -d)"; trap 'rm -rf "$$out"' EXIT; \
	start() { local name="$$1"; shift; \
	  { "$$@" >"$$out/$$name.said" 2>&1 || touch "$$out/$$name.failed"; } & }; \
	start types .venv/bin/mypy; \
	start imports .venv/bin/lint-imports --no-logo; \
	start lint .venv/bin/ruff check .; \
	start formatting .venv/bin/ruff format --check .; \
	wait; \
	cat "$$out"/*.said; \
	failed="$$(cd "$$out" && compgen -G '*.failed' | sed 's/\.failed//' | xargs || true)"; \
	if [ -n "$$failed" ]; then echo "not right: $$failed"; exit 1; fi

format: setup ## Put the formatting right
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: setup ## Measure against the bare programs: ARGS="--quick --only chat,history"
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.benchmarks $(ARGS)

journey: setup ## Drive the real server and window as a new member would
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -m journey $(ARGS)

gallery: setup ## Take a picture of every screen: ARGS="--only club --scale 100 200"
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.gallery $(ARGS)

widget: setup ## Build the chat of web sites out of resources/widget/source
	@$(PYTHON) -m tests.widget

translations: setup ## Collect the strings, keep their translations, compile: ARGS="--missing"
	@$(PYTHON) -m tests.translations $(ARGS)

test-engines: setup ## Build a real model server once and test against it
	@tests/setup/engines.sh $(ARGS)

clean: ## Remove everything that set-up, checks and tests made
	rm -rf .venv .venv-tools .venv-engines .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache build dist
	find embedded_server spaces_desktop tests -type d -name __pycache__ -prune -exec rm -rf {} +
