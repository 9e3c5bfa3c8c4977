# Two commands do everything, set-up included:
#   make replay    watch the Final A of Beijing 2022
#   make test      run the tests
# They need make and Python 3.11 or newer; what they install goes into .venv only.

VENV := .venv
BIN := $(VENV)/bin
FILM := replays/beijing-2022-men-final-a-last-lap.mp4
RENDER = $(BIN)/pursuit-sim render beijing-2022-men --size 1600x900

# The first Python on the path that is new enough; or say make PYTHON=/path/to/python3.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { command -v "$$python"; break; }; done)

# One process asks the index at a time, and pip says only what went wrong.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help replay test lint format types contract check wheel bench docs pictures clean

help: ## Show what there is to make
	@echo "make replay    watch the Final A of Beijing 2022 (a film and a table without a display)"
	@echo "make test      run the tests"
	@echo "make check     tests, lint, format, types and import contract"
	@echo "make lint | format | types | contract     one of these"
	@echo "make bench     speed and memory beside their aims"
	@echo "make docs      write the command reference and the key table into docs/"
	@echo "make pictures  make the pictures of the README and the docs into docs/pictures/"
	@echo "make wheel     build the wheel into dist/"
	@echo "make clean     remove everything that make made"

replay: $(VENV)/.for-replay
	@if $(BIN)/python -m pursuit_sim.cli.display; then \
	  $(BIN)/pursuit-sim watch beijing-2022-men --race final-a; \
	else \
	  echo "There is no display here: rendering the last lap to a film." >&2; \
	  mkdir -p $(dir $(FILM)) && \
	  $(BIN)/pursuit-sim render beijing-2022-men --race final-a --from bell --to end+3 -o $(FILM) && \
	  $(BIN)/pursuit-sim run beijing-2022-men --race final-a && \
	  echo && echo "The film of the last lap is $(CURDIR)/$(FILM)"; \
	fi

test: $(VENV)/.for-development
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: test lint types contract

lint: $(VENV)/.for-development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/.for-development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.for-development
	$(BIN)/mypy

contract: $(VENV)/.for-development
	$(BIN)/lint-imports

wheel: $(VENV)/.for-development
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

bench: $(VENV)/.for-development
	$(BIN)/python -m benchmarks

docs: $(VENV)/.for-development
	$(BIN)/python docs/write_commands.py

pictures: $(VENV)/.for-development
	mkdir -p docs/pictures
	$(RENDER) --race final-a --at 2:41.37 -o docs/pictures/overview.png
	$(RENDER) --race sf-1 --at 1:16.5 --camera follow:NED -o docs/pictures/exchange.png
	$(RENDER) --race final-a --at end -o docs/pictures/finish.png
	$(RENDER) --race final-a --at 2:48.3 --camera broadcast -o docs/pictures/broadcast.png
	$(RENDER) --race sf-1 --at 1:17 --camera head-to-head --ghost NED:push \
	  -o docs/pictures/head-to-head.png
	$(BIN)/python docs/window_pictures.py
	$(BIN)/pursuit-sim compare beijing-2022-men --race sf-1 --team NED \
	  --plot docs/pictures/compare.png >/dev/null

clean:
	rm -rf $(VENV) dist build replays .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are newer than pyproject.toml when what it names is installed.
$(VENV)/.for-replay: pyproject.toml | $(BIN)/python
	@echo "Installing pursuit_sim into $(VENV) (once; about half a minute)" >&2
	@$(PIP) --editable '.[media]'
	@touch $@

$(VENV)/.for-development: pyproject.toml | $(BIN)/python
	@echo "Installing pursuit_sim and what its tests need into $(VENV) (once; a minute or two)" >&2
	@$(PIP) --editable '.[dev]'
	@touch $@

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "make: Python 3.11 or newer is needed, and none is on the path; found:" \
	    "$$(python3 --version 2>&1 || echo none). Install one, or name it:" \
	    "make PYTHON=/path/to/python3" >&2; exit 1; fi
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: Python 3.11 or newer is needed, $(PYTHON) is" \
	    "$$("$(PYTHON)" --version 2>&1)" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "make: $(PYTHON) cannot make a virtual environment; on Debian and Ubuntu:" \
	    "apt install python3-venv" >&2; exit 1; }
