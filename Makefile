# Two commands matter: `make demo` and `make test`. `make help` lists the rest.
# Everything lands in .tools, .venv and var inside this folder.
.DEFAULT_GOAL := help
ROOT := $(abspath $(dir $(lastword $(MAKEFILE_LIST))))
BIN := $(ROOT)/.venv/bin
PYTHON ?= python3
UV := $(ROOT)/.tools/bin/uv

.PHONY: help demo test check setup setup-test lock messages format

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(ROOT)/Makefile | sed 's/:.*## /\t/' | expand -t 14

demo: setup ## Set everything up and serve the demo library on http://127.0.0.1:8000
	@cd $(ROOT) && $(BIN)/foreword demo

test: setup-test ## Set everything up and pass every test
	@cd $(ROOT) && $(ROOT)/.ci/services $(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: setup-test ## Style, types, import contracts only (seconds)
	@cd $(ROOT) && $(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

setup: $(ROOT)/.venv/.base ## Make .venv with what a library runs

setup-test: $(ROOT)/.venv/.dev ## Make .venv with what the tests need

$(UV): $(ROOT)/requirements/uv.txt
	@echo "Fetching the installer ..."
	@cd $(ROOT) && $(PYTHON) -m pip install --quiet --upgrade --target .tools --require-hashes -r requirements/uv.txt
	@touch $(UV)

$(ROOT)/.venv/pyvenv.cfg: | $(UV)
	@cd $(ROOT) && $(UV) venv --quiet --python $(PYTHON) .venv

$(ROOT)/.venv/.base: $(ROOT)/requirements/base.txt $(ROOT)/pyproject.toml $(UV) | $(ROOT)/.venv/pyvenv.cfg
	@echo "Installing what a library runs ..."
	@cd $(ROOT) && VIRTUAL_ENV=$(ROOT)/.venv $(UV) pip install --quiet --require-hashes -r requirements/base.txt
	@cd $(ROOT) && VIRTUAL_ENV=$(ROOT)/.venv $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(ROOT)/.venv/.dev: $(ROOT)/requirements/dev.txt $(ROOT)/.venv/.base
	@echo "Installing what the tests need ..."
	@cd $(ROOT) && VIRTUAL_ENV=$(ROOT)/.venv $(UV) pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

lock: $(UV) ## Resolve requirements/*.in anew into hashed lock files
	@cd $(ROOT) && for n in uv base dev; do \
	  $(UV) pip compile requirements/$$n.in --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate --quiet -o requirements/$$n.txt; done

messages: setup-test ## Collect translatable text into each room's catalogue
	@cd $(ROOT) && $(BIN)/foreword manage messages

format: setup-test ## Format the code
	@cd $(ROOT) && $(BIN)/ruff check --fix . ; $(BIN)/ruff format .
