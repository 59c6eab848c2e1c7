# make run: the site on http://127.0.0.1:8000 · make test: every check · make corpora FROM=DIR: import folders of real files
# Settings of .env.example may stand behind it: make run PORT=8001 DEMO=no

PYTHON ?= python3
ENVIRONMENT = $(PYTHON) -c "import sys; sys.path.insert(0, 'scripts'); import environment; environment.ready('dev')"
LOCK = .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header $(UPGRADE)

.PHONY: run test corpora faults lock

run:
	@$(PYTHON) scripts/run.py

test:
	@$(PYTHON) scripts/test.py

corpora:
	@test -n "$(FROM)" || { echo "Say where the files are: make corpora FROM=DIR"; exit 2; }
	@test -d "$(FROM)" || { echo "There is no folder $(FROM)."; exit 2; }
	@$(ENVIRONMENT)
	@FROM="$(FROM)" .venv/bin/python -m pytest tests/corpora

faults:  # kill the server 200 times on each engine
	@$(ENVIRONMENT)
	@ROUNDS=200 .venv/bin/python -m pytest tests/faults
	@ROUNDS=200 .venv/bin/python -m tests.postgres .venv/bin/python -m pytest tests/faults

lock:  # keeps the versions that are locked; make lock UPGRADE=--upgrade takes the newest
	@$(ENVIRONMENT)
	$(LOCK) requirements/uv.in --output-file requirements/uv.txt
	$(LOCK) pyproject.toml --output-file requirements/base.txt
	$(LOCK) --group dev pyproject.toml --constraint requirements/base.txt --output-file requirements/dev.txt
