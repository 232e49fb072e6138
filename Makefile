# Everything a developer runs: `make demo` shows the reader at work, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo test lint types unit models bench evaluate clean

demo: $(INSTALLED)  ## read the sample readouts and show the records
	@$(BIN)/communique samples build/samples > /dev/null
	@$(BIN)/communique read build/samples

test: lint types unit  ## every check: style, types, tests (the slow ones too)

lint: $(INSTALLED)
	$(BIN)/ruff check src tests evaluation bench training

types: $(INSTALLED)
	$(BIN)/mypy

unit: $(INSTALLED)
	$(BIN)/communique check --no-examples
	$(BIN)/pytest

models: $(INSTALLED)  ## train the parsers anew (needs treebanks: training/README.md)
	$(BIN)/python training/train.py

evaluate: $(INSTALLED)  ## scores on the project's own gold texts
	$(BIN)/communique evaluate evaluation/gold

bench: $(INSTALLED)
	$(BIN)/python bench/speed.py

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(INSTALLED)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
