# Every target builds or reuses .venv by itself; the stamp is renewed when the project file or the
# constraints change.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JUDGES := .venv-judges
JUDGES_STAMP := $(JUDGES)/.installed
BENCH := $(VENV)/.bench
FUZZ := $(VENV)/.fuzz
# What `make serve` shows: the real feeds where there are some, else those of the demo.
DIR ?= $(if $(wildcard var/public/index.html),var/public,var/demo/public)
PORT ?= 8080

.PHONY: install javascript judges wheel audit demo test replay-accept run serve accuracy calibrate bench bench-record bench-crawl bench-merge bench-feeds bench-review load docs screenshots fuzz format clean

install: $(STAMP) ## Make .venv with the program, its libraries and the development tools

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "RegioRadar needs Python 3.11 or newer; name one with make PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip setuptools
	$(BIN)/python -m pip install --quiet --quiet --no-build-isolation --constraint constraints.txt --editable . --group dev
	@touch $@

javascript: $(STAMP) ## Also install what sources with `javascript = true` need; Chromium is the system's
	$(BIN)/python -m pip install --quiet --quiet --no-build-isolation --constraint constraints.txt --editable '.[javascript]'

judges: $(JUDGES_STAMP) ## Also install the programs that judge what is published (needs npm); see tests/judges

# Without a lock file, as that would name a registry; and without scripts, as none is needed.
$(JUDGES_STAMP): tests/judges/package.json tests/judges/requirements.txt
	npm install --prefix tests/judges --no-package-lock --ignore-scripts --no-audit --no-fund --silent
	@test -x $(JUDGES)/bin/python || $(PYTHON) -m venv $(JUDGES)
	$(JUDGES)/bin/python -m pip install --quiet --quiet --no-deps --requirement tests/judges/requirements.txt
	@touch $@

wheel: $(STAMP) ## Build dist/regioradar-*.whl, the same bytes each time, and constraints.txt beside it
	$(BIN)/python tools/build_wheel.py

audit: $(STAMP) ## Ask for known vulnerabilities of what is installed; fails also where nobody answers
	$(BIN)/python tools/audit.py

demo: $(STAMP) ## The whole job against the replica sites on this machine
	$(BIN)/regioradar demo

test: $(STAMP) ## Every check and every test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

replay-accept: $(STAMP) ## Take what the parsers read from the replica sites as right: look over what git shows
	$(BIN)/pytest tests/replay --update-golden

run: $(STAMP) ## The whole job on the catalogue of sources
	$(BIN)/regioradar run

serve: $(STAMP) ## Show the result on loopback (DIR=folder PORT=number)
	$(BIN)/regioradar serve --dir $(DIR) --port $(PORT)

accuracy: $(STAMP) ## Score the extraction on every labelled set that is here
	$(BIN)/python tools/accuracy.py

calibrate: $(STAMP) ## Measure how sure the extraction may be, on every labelled set that is here
	$(BIN)/python tools/calibrate.py

bench: $(BENCH) ## All ratios to the bare libraries in one table, with goals and the last recorded ones
	$(BIN)/python tools/bench.py

bench-record: $(BENCH) ## The same, and append it to tools/bench_history.jsonl
	$(BIN)/python tools/bench.py --record

bench-crawl: $(STAMP) ## The crawl alone, against bare Scrapy on 2,000 pages of a server on loopback
	$(BIN)/python tools/bench_crawl.py

bench-merge: $(STAMP) ## A day's 2,000 mentions merged into 100,000 events; takes some minutes to set up
	$(BIN)/python tools/bench_merge.py

bench-feeds: $(STAMP) ## All published files of 2,000 events: first build, unchanged, one event moved
	$(BIN)/python tools/bench_feeds.py

bench-review: $(STAMP) ## The review application over 50,000 events, 5,000 of them in the queue, and its memory
	$(BIN)/python tools/bench_review.py

# --no-deps: see the group in pyproject.toml. Without an index the bench leaves these libraries out.
$(BENCH): $(STAMP)
	@$(BIN)/python -m pip install --quiet --quiet --no-deps --constraint constraints.txt --group bench && $(BIN)/python -m pip install --quiet --quiet --constraint constraints.txt --group bench-pages && touch $@ || true

load: $(STAMP) ## 1,000 sources, 20,000 pages, 100,000 events, 50 readers on loopback; takes an hour or two
	$(BIN)/python tools/load.py

$(FUZZ): $(STAMP)
	$(BIN)/python -m pip install --quiet --quiet --constraint constraints.txt --group fuzz
	@touch $@

docs: $(STAMP) ## Write the tables and pictures of docs/ that are made from the code and its data
	$(BIN)/python tools/dates_doc.py
	$(BIN)/python tools/sources_doc.py
	$(BIN)/python tools/selections_doc.py
	$(BIN)/python tools/licences_doc.py
	$(BIN)/python tools/architecture_doc.py

screenshots: $(STAMP) ## Make the pictures of docs/screenshots anew, from the demo; needs Chromium
	$(BIN)/python tools/screenshots.py
	$(BIN)/python tools/review_screenshots.py

fuzz: $(FUZZ) ## Feed readers and writers what nobody writes (TARGET=all MINUTES=10 JOBS=1 EXAMPLES=deep)
	$(BIN)/pytest --quiet --hypothesis-profile $(or $(EXAMPLES),deep) tests/fuzzing/test_structures.py
	nice $(BIN)/python tools/fuzz.py --target $(or $(TARGET),all) --minutes $(or $(MINUTES),10) --jobs $(or $(JOBS),1)

format: $(STAMP) ## Put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## Remove what was built; var/ with the database stays
	rm -rf $(VENV) $(JUDGES) tests/judges/node_modules build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
