# Everything a developer runs: `make demo` shows the reader at work, `make test` runs every check.
# A bare machine needs Python 3.11 or later with pip and venv, and make; the rest goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
SAMPLES := build/samples

.PHONY: demo test lint types unit docs models evaluate bench freeze clean help

demo: $(INSTALLED)  ## read the sample readouts and show the records
	@$(BIN)/communique samples $(SAMPLES) > /dev/null
	@$(BIN)/communique read $(SAMPLES)/samples.jsonl

test: lint types unit  ## every check: style, types, tests (the slow ones too)

lint: $(INSTALLED)  ## ruff
	$(BIN)/ruff check src tests evaluation bench training docs

types: $(INSTALLED)  ## mypy, strict
	$(BIN)/mypy

unit: $(INSTALLED)  ## the lexicon with its examples, then the tests
	$(BIN)/communique check
	$(BIN)/pytest

docs: $(INSTALLED)  ## run the commands of the documentation again and write down what they print
	$(BIN)/python docs/refresh.py

models: $(INSTALLED)  ## train the parsers anew (needs treebanks: training/README.md)
	$(BIN)/python training/train.py

evaluate: $(INSTALLED)  ## score the reader on the project's own gold texts
	$(BIN)/communique evaluate evaluation/gold

bench: $(INSTALLED)  ## speed and memory
	$(BIN)/python bench/speed.py

freeze:  ## write constraints.txt anew from an environment of its own
	rm -rf build/freeze && $(PYTHON) -m venv build/freeze
	build/freeze/bin/python -m pip install --quiet --disable-pip-version-check '.[dev,ftm]'
	build/freeze/bin/python -m pip freeze --exclude communique > constraints.txt
	rm -rf build/freeze

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "communique needs Python 3.11 or later; try: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,ftm]'
	$(BIN)/python -m pip uninstall --quiet --yes sqlalchemy2-stubs  # of an old SQLAlchemy, which mypy would believe
	@touch $(INSTALLED)

clean:  ## remove the environment and whatever was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache

help:  ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/\1\t\2/' | expand -t 12
