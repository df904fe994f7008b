# CX Roles: `make run` and `make test` are all a new machine needs.
# Every target runs `setup` first; setup does only what is due.
SHELL := /bin/bash
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
JOBS ?= auto
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup run test lint fmt bench lock clean
help:
	@echo "make run    set everything up and serve on http://$(HOST):$(PORT) with demo people"
	@echo "make test   set everything up, browser included, and run all tests"
	@echo "make lint   all gates     make fmt  format     make bench  measurements     make setup  only set up"

setup: $(VENV)/.packages var/.libraries .env var/.database

$(VENV)/.packages: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "→ virtual environment and packages (hash-locked) in $(VENV)"
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { .ci/install python3-venv && $(PYTHON) -m venv --clear $(VENV); }
	@$(VENV)/bin/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

# Pango draws the PDFs' text. Their own fonts come with the packages above; Noto and DejaVu stand in
# for scripts that those lack.
var/.libraries: .ci/install
	@mkdir -p var
	@.ci/install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji
	@touch $@

# Playwright's driver needs libatomic1; poppler-utils reads printed pages back where words stand.
var/.browser: .ci/install Makefile
	@mkdir -p var
	@.ci/install chromium libatomic1 poppler-utils
	@touch $@

.env:
	@echo "→ a secret key for this machine in .env"
	@umask 077; { echo "CXROLES_SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')"; \
	  echo "CXROLES_DEBUG=0"; } > .env

FIXTURES := $(shell find fixtures -name '*.yaml' 2>/dev/null)
MIGRATIONS := $(shell find cxroles -path '*/migrations/*.py' 2>/dev/null)
var/.database: $(VENV)/.packages .env $(FIXTURES) $(MIGRATIONS)
	@mkdir -p var
	@echo "→ database and fixtures"
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_fixtures --verbosity 0
	@touch $@

STATIC := $(shell find static -type f 2>/dev/null)
var/.static: $(VENV)/.packages .env $(STATIC)
	@mkdir -p var
	@echo "→ static files, packed"
	@$(PY) manage.py collectstatic --no-input --clear --verbosity 0
	@touch $@

# The database is brought up to date each time: DATABASE_URL may name another one than last time.
run: export CXROLES_DEMO = 1
run: setup var/.static
	@echo "→ database"
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_fixtures --verbosity 0
	@$(PY) manage.py demo --address http://$(HOST):$(PORT)/
	@exec $(VENV)/bin/gunicorn cxroles.wsgi --bind $(HOST):$(PORT) --workers 1 --threads 8 --log-level warning

test: setup var/.browser
	@$(PY) -m pytest -n $(JOBS) $(PYTEST)

lint: setup
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@git ls-files -z 'templates/*.html' | xargs -0 -r $(VENV)/bin/djade --target-version 5.2 --check
	@$(PY) manage.py makemigrations --check --dry-run
	@CXROLES_DEBUG=0 CXROLES_DEMO=0 CXROLES_HTTPS=1 $(PY) manage.py check --deploy --fail-level WARNING

fmt: setup
	@$(VENV)/bin/ruff check --fix -q .; $(VENV)/bin/ruff format -q .
	@git ls-files -z 'templates/*.html' | xargs -0 -r $(VENV)/bin/djade --target-version 5.2

bench: setup
	@$(PY) -m pytest -o python_files='bench_*.py' tests/bench -p no:xdist -s

lock: setup
	@$(VENV)/bin/pip-compile -q --strip-extras --all-extras --generate-hashes --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) var
