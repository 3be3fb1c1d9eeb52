# What a person runs. Only Python 3.11 with its pip is needed; tests also use a PostgreSQL server where there is one.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check score bench lock

demo: $(READY)
	$(BIN)/selon read examples/*.txt
	$(BIN)/selon add examples/*.txt --ledger demo.db
	$(BIN)/selon disputes --ledger demo.db --limit 3
	@printf '\nTo see them side by side: $(BIN)/selon serve --ledger demo.db, then http://127.0.0.1:8000/ in a browser\n'

test: $(READY)
	scripts/with-postgres $(BIN)/pytest -n 2

check: $(READY)
	scripts/check

score: $(READY)
	$(BIN)/python eval/score.py

bench: $(READY)
	$(BIN)/python eval/bench.py

# The environment: what the lock names, by hash, then Selon itself without looking for more.
$(READY): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Only for those who change the dependencies; needs uv.
lock:
	uv pip compile pyproject.toml --extra dev --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock
