# Each command does its own set-up and is quick the second time. `make help` lists them.

ifndef PYTHON
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
$(if $(PYTHON),,$(error sendtrack needs Python 3.11 or newer: make PYTHON=/path/to/python3.11))
endif
PORT ?= 8000

# Each line that runs long begins with `exec`: a signal sent to make then reaches the program itself.
PY := .venv/bin/python
BIN := .venv/bin
BESIDE_SERVICES := $(PY) ops/services.py run --
MIGRATIONS_ARE_WRITTEN := $(PY) manage.py makemigrations --check --dry-run
FAST_TESTS := not worker and not browser and not slow
# The slow tests of a file share a browser or a worker that takes long to start; the longest files
# come first in the order of their names.
FILE_BY_FILE := --dist loadfile --no-loadscope-reorder

# Without compiled bytecode every process start would pay for compiling the libraries again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint bench lock docs-screenshots clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what the application and its tests need
	@$(PYTHON) ops/setup.py --for test

demo: ## Load both data sets, compile and render, serve on http://127.0.0.1:8000 (PORT= changes it)
	@$(PYTHON) ops/setup.py --for run
	@exec env PORT="$(PORT)" $(PY) ops/demo.py

test: ## Everything: lint, types, contracts, all tests with servers, worker, mail and browser
	@$(PYTHON) ops/setup.py --for test
	@$(PY) ops/lint.py
	@exec $(BESIDE_SERVICES) sh -c '$(MIGRATIONS_ARE_WRITTEN) \
		&& $(BIN)/pytest -q -n auto -m "$(FAST_TESTS)" \
		&& exec $(BIN)/pytest -n auto $(FILE_BY_FILE) -m "not ($(FAST_TESTS))"'

check: ## The fast part of `make test`: no browser, no worker, no slow rendering
	@$(PYTHON) ops/setup.py --for run
	@$(PY) ops/lint.py
	@exec $(BESIDE_SERVICES) sh -c \
		'$(MIGRATIONS_ARE_WRITTEN) && exec $(BIN)/pytest -q -n auto -m "$(FAST_TESTS)"'

lint: ## Only the linters, types and import contracts
	@$(PYTHON) ops/setup.py --for run
	@$(PY) ops/lint.py

bench: ## Measure pages, report and render; writes build/bench.json
	@$(PYTHON) ops/setup.py --for run
	@$(BESIDE_SERVICES) $(PY) -m tests.benchmarks

lock: ## Make the hash-locked requirements files and package-lock.json again
	@$(PYTHON) ops/lock.py

docs-screenshots: ## Take the screenshots of docs/ again
	@$(PYTHON) ops/setup.py --for test
	@$(BESIDE_SERVICES) $(BIN)/pytest -q -m browser --screenshots=docs tests/journeys

clean: ## Stop what runs here and remove data and built files (.venv and node_modules stay)
	@$(PYTHON) ops/services.py stop
	rm -rf .run build staticfiles
