# Two commands do everything, set-up included:
#   make replay    watch the Final A of Beijing 2022
#   make test      run the tests
# They need make and Python 3.11 or newer; what they install goes into .venv only.

VENV := .venv
ifeq ($(OS),Windows_NT)
  BIN := $(VENV)/Scripts
  EXE := .exe
else
  BIN := $(VENV)/bin
  EXE :=
endif
FILM := replays/beijing-2022-men-final-a-last-lap.mp4
PAGE := replays/beijing-2022-men-final-a.html
RENDER = $(BIN)/pursuit-sim render beijing-2022-men --size 1600x900 --force

# The versions to install: those that are tested, so that it is the same on every machine.
# CONSTRAINTS= leaves the choice to pip, for instance on a Python that they know nothing for.
CONSTRAINTS := constraints/tested.txt

# The first Python on the path that is new enough; or say make PYTHON=/path/to/python3.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { command -v "$$python"; break; }; done)

# One process asks the index at a time, and pip says only what went wrong.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
INSTALL := $(PIP) install $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS))
# What is compiled is kept, whatever the shell has set: each worker, and each program that a test
# starts, would compile it all again.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses auto --dist worksteal

.DEFAULT_GOAL := help
.PHONY: lint-page test-whole test-slow test-browser help replay test coverage lint format types contract check wheel bench docs site pictures \
  mutants fuzz constraints clean page

help: ## Show what there is to make
	@echo "make replay    watch the Final A of Beijing 2022 (a film and a table without a display)"
	@echo "make page      Final A of Beijing 2022 as one HTML file, in replays/"
	@echo "make test      run the tests"
	@echo "make test-whole                  whole ways through the program, such as plans and the pages of docs/"
	@echo "make test-browser | test-slow     play pages in chromium; run the tests that take long"
	@echo "make check     tests, lint, format, types and import contract"
	@echo "make lint | format | types | contract     one of these"
	@echo "make lint-page lint and type-check the page's modules, where there is npm"
	@echo "make coverage  run the tests and print the lines and branches that none of them ran"
	@echo "make mutants   200 mutations of the models, and which of them no test notices"
	@echo "make fuzz      a campaign of wrong and strange input (SHARE=0.001 for a short one)"
	@echo "make bench     speed and memory beside their aims"
	@echo "make docs      write what docs/ takes from the program: commands, keys, notebooks"
	@echo "make site      build the documentation as a web site into site/"
	@echo "make pictures  make the pictures of the README and the docs into docs/pictures/"
	@echo "make wheel     build the source distribution, and from it the wheel, into dist/"
	@echo "make constraints  write the versions installed in $(VENV) into constraints/tested.txt"
	@echo "make clean     remove everything that make made"

replay: $(VENV)/.for-replay
	@if $(BIN)/python -m pursuit_sim.cli.display; then \
	  $(BIN)/pursuit-sim watch beijing-2022-men --race final-a; \
	else \
	  echo "There is no display here: rendering the last lap to a film." >&2; \
	  mkdir -p $(dir $(FILM)) && \
	  $(BIN)/pursuit-sim render beijing-2022-men --race final-a --from bell --to end+3 -o $(FILM) \
	    --force && \
	  $(BIN)/pursuit-sim run beijing-2022-men --race final-a && \
	  echo && echo "The film of the last lap is $(CURDIR)/$(FILM)"; \
	fi

page: $(VENV)/.for-replay
	@mkdir -p $(dir $(PAGE))
	$(BIN)/pursuit-sim page beijing-2022-men --race final-a -o $(PAGE) --force

test: $(VENV)/.for-development
	$(PYTEST)

test-whole: $(VENV)/.for-development
	$(PYTEST) -m 'whole and not slow and not browser'

test-slow: $(VENV)/.for-development
	$(PYTEST) -m slow

test-browser: $(VENV)/.for-browser
	$(PYTEST) -m 'browser and not slow'

coverage: $(VENV)/.for-development
	$(PYTEST) -m '' --cov --cov-report=term-missing

check: test test-whole lint types contract

lint: $(VENV)/.for-development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# With npm alone, which nothing else needs; the axe-core that checks pages in a browser comes too.
lint-page:
	@if ! command -v npm >/dev/null; then \
	  echo "There is no npm here: the page's modules are not linted." >&2; \
	elif ! $(MAKE) --silent node_modules/.made; then \
	  echo "Their checkers cannot be installed: the page's modules are not linted." >&2; \
	else \
	  node_modules/.bin/eslint . && node_modules/.bin/tsc --project .; \
	fi

format: $(VENV)/.for-development
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/.for-development
	$(BIN)/mypy

contract: $(VENV)/.for-development
	$(BIN)/lint-imports

# The wheel is built from the source distribution, which so is known to be complete.
wheel: $(VENV)/.for-development
	rm -rf dist
	$(BIN)/python -m hatchling build -t sdist
	$(PIP) wheel --no-deps --wheel-dir dist dist/*.tar.gz

mutants: $(VENV)/.for-development
	$(BIN)/python tests/mutate.py --sample 200 --seed 1

SHARE := 1
fuzz: $(VENV)/.for-development
	cd tests && ../$(BIN)/python -m fuzz --share $(SHARE)

bench: $(VENV)/.for-development
	$(BIN)/python -m benchmarks

docs: $(VENV)/.for-development
	$(BIN)/python docs/write_commands.py
	$(BIN)/python docs/write_evidence.py
	$(BIN)/python docs/write_odds.py
	$(BIN)/python docs/run_notebooks.py
	$(BIN)/python -m pursuit_sim.app.highlights.worth_seeing

site: $(VENV)/.for-site
	$(BIN)/zensical build --clean --strict
	$(BIN)/pursuit-sim page beijing-2022-men --race final-a -o site/final-a.html --force

pictures: $(VENV)/.for-development
	mkdir -p docs/pictures
	$(BIN)/pursuit-sim render beijing-2022-men --race final-a --at 2:48.3 --camera broadcast \
	  --size 360x240 -o docs/pictures/push.svg --force
	$(RENDER) --race final-a --at 2:41.37 -o docs/pictures/overview.png
	$(RENDER) --race sf-1 --at 1:16.5 --camera follow:NED -o docs/pictures/exchange.png
	$(RENDER) --race final-a --at end -o docs/pictures/finish.png
	$(RENDER) --race final-a --at 2:48.3 --camera broadcast -o docs/pictures/broadcast.png
	$(RENDER) --race sf-1 --at 1:17 --camera head-to-head --ghost NED:push \
	  -o docs/pictures/head-to-head.png
	$(RENDER) --race sf-1 --at 3:45 --camera finish-strip -o docs/pictures/finish-strip.png
	$(BIN)/pursuit-sim render beijing-2022-men --race sf-1 --at 1:17.3 --camera follow:NED \
	  --size 540x960 -o docs/pictures/portrait.png --force
	$(BIN)/pursuit-sim render beijing-2022-women --race final-a --at 2:47.2 --camera director \
	  --size 1600x900 -o docs/pictures/director.png --force
	$(BIN)/python docs/window_pictures.py
	$(BIN)/pursuit-sim compare beijing-2022-men --race sf-1 --team NED \
	  --plot docs/pictures/compare.png --force >/dev/null
	$(BIN)/pursuit-sim odds beijing-2022-men --after quarterfinals \
	  --picture docs/pictures/odds.png --force >/dev/null

# Fresh versions to try: make clean test site CONSTRAINTS= and, if all is well, make constraints.
constraints: $(VENV)/.for-development $(VENV)/.for-site $(VENV)/.for-browser
	@{ sed -n '/^#/p' constraints/tested.txt; \
	  $(PIP) freeze --exclude pursuit-sim; } > constraints/new.txt
	@mv constraints/new.txt constraints/tested.txt

clean:
	rm -rf $(VENV) node_modules dist build site replays .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis \
	  .import_linter_cache .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are newer than what names their packages when these are installed.
$(VENV)/.for-replay: pyproject.toml $(CONSTRAINTS) | $(BIN)/python$(EXE)
	@echo "Installing pursuit_sim into $(VENV) (once; about half a minute)" >&2
	@$(INSTALL) --editable '.[media]'
	@touch $@

$(VENV)/.for-development: pyproject.toml $(CONSTRAINTS) | $(BIN)/python$(EXE)
	@echo "Installing pursuit_sim and what its tests need into $(VENV) (once; a minute or two)" >&2
	@$(INSTALL) --editable '.[dev]'
	@touch $@

$(VENV)/.for-browser: pyproject.toml $(CONSTRAINTS) $(VENV)/.for-development
	@echo "Installing what drives a browser into $(VENV) (once; half a minute)" >&2
	@$(INSTALL) --editable '.[browser]'
	@touch $@

$(VENV)/.for-site: pyproject.toml $(CONSTRAINTS) | $(BIN)/python$(EXE)
	@echo "Installing what builds the web site into $(VENV) (once; a few seconds)" >&2
	@$(INSTALL) --editable '.[docs]'
	@touch $@

node_modules/.made: package.json package-lock.json
	@npm ci --ignore-scripts --engine-strict --silent
	@touch $@

$(BIN)/python$(EXE):
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
