# `make run` and `make test` need Python 3.11 to 3.13 and make, nothing else: each builds .venv when it is missing or stale.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.installed
POLNEAR ?= ../shared/corpora/polnear
GUM ?= ../shared/corpora/gum
BENCH ?= data/raw

.PHONY: run test lint types unit eval train bench lock clean

run: $(STAMP)
	$(BIN)/onrecord run data/raw

test: lint types unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

eval: $(STAMP)
	$(BIN)/onrecord evaluate $(POLNEAR)/dev
	$(BIN)/onrecord evaluate $(GUM)
	$(BIN)/onrecord evaluate gold/stances --corpus $(POLNEAR)/train
	$(BIN)/onrecord evaluate gold/stances/news --corpus gold/stances/news
	$(BIN)/onrecord evaluate gold/news/claims
	$(BIN)/onrecord evaluate gold/news/mentions
	$(BIN)/onrecord evaluate gold/relations

# Hours on two cores. Training has an environment of its own: torch is no part of what runs.
train: build/training/.installed
	build/training/bin/python -m training.attribution.train --polnear $(POLNEAR) --out build/attribution/first --epochs 2
	build/training/bin/python -m training.attribution.export --checkpoint build/attribution/first/checkpoint.pt --polnear $(POLNEAR) --out build/attribution/first
	build/training/bin/python -m training.attribution.calibrate --polnear $(POLNEAR) --model build/attribution/first
	build/training/bin/python -m training.attribution.nested --polnear $(POLNEAR) --model build/attribution/first --out build/attribution/nested.jsonl
	build/training/bin/python -m training.attribution.train --polnear $(POLNEAR) --out build/attribution/second \
		--start build/attribution/first/checkpoint.pt --nested build/attribution/nested.jsonl --epochs 1.35 --tail 0.5
	build/training/bin/python -m training.attribution.distil --polnear $(POLNEAR) --out build/attribution/small --epochs 6 --tail 0.5 \
		--teacher build/attribution/second/checkpoint.pt build/attribution/first/checkpoint.pt \
		--nested build/attribution/nested.jsonl --also $(GUM)
	build/training/bin/python -m training.attribution.export --checkpoint build/attribution/small/checkpoint.pt --polnear $(POLNEAR) --out models/attribution
	build/training/bin/python -m training.attribution.calibrate --polnear $(POLNEAR) --model models/attribution

build/training/.installed: requirements.txt
	$(PYTHON) -m venv --clear build/training
	build/training/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	build/training/bin/pip install --quiet --disable-pip-version-check ".[train]"
	@touch $@

bench: $(STAMP)
	$(BIN)/python -m scripts.bench $(BENCH)

$(STAMP): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "OnRecord needs Python 3.11, 3.12 or 3.13 on the PATH (or PYTHON=…)"; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --extra dev pyproject.toml --output-file requirements.txt

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache
