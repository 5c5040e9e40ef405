# make demo: set up and see the main job, offline.  make test: set up and pass every check.  make check: the fast loop.
PYTHON ?= python3
MINUTES ?= 30
BIN := .venv/bin
READY := .venv/.ready

# Tests start hundreds of processes: what they compile is kept, also where it is not by default.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo test check format types layers unit bench fuzz pywb tools audit sbom sample schema lock clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"newsarchive needs Python 3.11 or newer; $(PYTHON) is {sys.version.split()[0]}. Try: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

demo: $(READY)  ## crawl the bundled newsroom, offline, and show what is in the archive
	$(BIN)/newsarchive demo

check: $(READY)  ## the fast loop: format, lint, types, layers, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry newsarchive

unit: $(READY)  ## the tests alone
	$(BIN)/pytest -n auto --dist worksteal

# The scenarios mostly wait, and kill what they start: more of them at once than there are
# cores, and nothing of them is counted.
test: check  ## every check: check, tests, coverage
	$(BIN)/coverage erase
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report= --ignore=tests/scenarios
	$(BIN)/pytest -n 4 --dist worksteal tests/scenarios

bench: $(READY)  ## how long dates and articles take, against their bars
	$(BIN)/python benchmarks/language.py

fuzz: $(READY)  ## spoil pages, feeds, files and queries for a while: make fuzz MINUTES=30
	@end=$$(($$(date +%s) + 60 * $(MINUTES))); while [ $$(date +%s) -lt $$end ]; do \
		FUZZ_EXAMPLES=2000 $(BIN)/pytest -q -n auto tests/fuzz || exit 1; done

pywb: $(READY) .venv-pywb/.ready  ## see that pywb plays captured pages, in an environment of its own
	NEWSARCHIVE_TEST_PYWB=$(CURDIR)/.venv-pywb/bin $(BIN)/pytest -q -k pywb tests/captures tests/test_open.py

# It asks for versions of common libraries that would bind ours, and its imports warn.
.venv-pywb/.ready: tests/captures/pywb.lock
	$(PYTHON) -m venv --clear .venv-pywb
	.venv-pywb/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/captures/pywb.lock
	@touch $@

audit: .venv-audit/.ready  ## look up known vulnerabilities of what is locked (asks the network)
	.venv-audit/bin/pip-audit --disable-pip --require-hashes -r requirements.lock

sbom: .venv-audit/.ready  ## write what newsarchive is made of into dist/, as CycloneDX
	@mkdir -p dist
	.venv-audit/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
		--validate --output-file dist/newsarchive.cdx.json requirements.lock

.venv-audit/.ready: .ci/audit.lock
	$(PYTHON) -m venv --clear .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .ci/audit.lock
	@touch $@

tools: $(READY) .venv-tools/.ready  ## see that Frictionless, Croissant and CFF accept releases, in environments of their own
	NEWSARCHIVE_TEST_TOOLS=$(CURDIR)/.venv-tools/bin $(BIN)/pytest -q -k descriptors tests/export

# They ask for versions of common libraries that would bind ours, and each other's.
.venv-tools/.ready: tests/export/tools.lock tests/export/cff.lock
	$(PYTHON) -m venv --clear .venv-tools
	.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/export/tools.lock
	$(PYTHON) -m venv --clear .venv-tools/cff
	.venv-tools/cff/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/export/cff.lock
	@ln -s ../cff/bin/cffconvert .venv-tools/bin/
	@touch $@

format: $(READY)  ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(READY)  ## write docs/schema.md anew, from the models
	@mkdir -p docs
	$(BIN)/newsarchive db schema > docs/schema.md

lock: ## write requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--all-extras --group dev --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--output-file tests/captures/pywb.lock tests/captures/pywb.in
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--output-file .ci/audit.lock .ci/audit.in
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--output-file tests/export/tools.lock tests/export/tools.in
	uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
		--output-file tests/export/cff.lock tests/export/cff.in

sample: $(READY)  ## save an outlet's pages as a sample: make sample OUTLET=x URL=https://...
	$(BIN)/python -m tests.sample '$(OUTLET)' '$(URL)' $(if $(FORCE),--force)

clean:  ## remove what make made
	rm -rf .venv .venv-audit .venv-pywb .venv-tools .coverage* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache dist
