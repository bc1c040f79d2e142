# What a newcomer needs is `make demo` and `make test`; each sets up what it needs and says so.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STORY := examples/port-halvern
OUT ?= out
SHARED ?= ../shared
COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help setup spark demo test check lint types bench requirements clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/.core: requirements/core.txt pyproject.toml
	@echo "Setting up $(VENV) with what twosource needs (about a minute) …"
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "twosource needs Python 3.11, 3.12 or 3.13; set PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/core.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core requirements/dev.txt
	@echo "Adding what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

$(VENV)/.spark: $(VENV)/.dev requirements/spark.txt
	@echo "Adding Spark (it comes as source and is built here, some minutes) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation --only-binary :all: --no-binary pyspark -r requirements/spark.txt
	@touch $@

spark: $(VENV)/.spark ## Add Spark to the virtual environment; the tests of both engines then run (needs Java 17)

setup: $(VENV)/.core $(VENV)/.dev ## Set up the virtual environment with all that tests need

demo: $(VENV)/.core ## Read the sample story: print the briefing, write the page
	@mkdir -p $(OUT)
	@echo "Reading the nine reports of $(STORY) …"
	@$(BIN)/twosource read $(STORY)/*.txt $(STORY)/*.html --html $(OUT)/briefing.html --markdown $(OUT)/briefing.md --json $(OUT)/ledger.json
	@echo; echo "Written: $(OUT)/briefing.html (open it in a browser), $(OUT)/briefing.md, $(OUT)/ledger.json"

test: $(VENV)/.dev ## Run every test
	@echo "Running the tests …"
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: $(VENV)/.dev
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check .

types: $(VENV)/.dev
	@$(BIN)/mypy --no-error-summary

check: lint types test ## Lint, types, tests

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@echo "Adding what twosource is measured against …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/bench.txt
	@touch $@

bench: $(VENV)/.bench ## Score every layer on shared data (SHARED=folder with data/, seeds/, score/), and measure what it costs
	@$(BIN)/python bench/seeds.py --data $(SHARED)
	@$(BIN)/python bench/scores.py --data $(SHARED)
	@$(BIN)/python bench/performance.py --data $(SHARED)/data/scale/articles.jsonl.gz \
		--families $(SHARED)/data/lineage/families-dev.jsonl.gz --write docs

requirements: ## Pin the requirements anew (needs uv)
	$(COMPILE) requirements/build.in -o requirements/build.txt
	$(COMPILE) pyproject.toml -o requirements/core.txt
	$(COMPILE) pyproject.toml --extra web --extra archives --group dev -c requirements/core.txt -o requirements/dev.txt
	$(COMPILE) pyproject.toml --extra web --extra archives --group dev --group bench -c requirements/dev.txt -o requirements/bench.txt
	$(COMPILE) pyproject.toml --extra spark --extra archives -c requirements/bench.txt -o requirements/spark.txt

clean: ## Remove what was built
	rm -rf $(VENV) $(OUT) build dist
