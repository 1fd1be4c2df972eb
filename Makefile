# The entry points. `make run` and `make test` need Rust, Node and Python; the rest they add themselves (scripts/setup.sh).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test test-all dev dist configure keep check-site data bench reproducible setup lint test-rust test-browser test-e2e test-engines test-placed backend

export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/node_modules/.bin:$(HOME)/.cargo/bin:$(PATH)
# The address that `make run` and `make dev` serve; what is received lies in DATA_DIR, or in DATABASE_URL.
PORT ?= 8080
DATA_DIR ?= .data
export PORT
TARGET := $(or $(CARGO_TARGET_DIR),target)
# The reference API in its quick build: tests, `make run` and `make dev` share it.
BACKEND := $(TARGET)/debug/guichet-backend

# On CI nothing is built twice, so keeping notes for the next build only costs time.
ifdef CI
export CARGO_INCREMENTAL := 0
endif

APP_SOURCES := $(shell find src crates/core/src style public scripts index.html Trunk.toml Cargo.toml Cargo.lock \
	package-lock.json -type f -not -path 'public/data/*' 2>/dev/null)

## Builds what is missing and serves the app with its API on http://localhost:8080.
run: setup data
	@$(MAKE) --no-print-directory dist/build.json backend
	@echo "http://localhost:$(PORT)"
	@exec $(BACKEND) serve --port $(PORT) --dist dist --data $(DATA_DIR) --config public/config.json

## Everything that CI checks.
test: export NODE_NO_WARNINGS := 1
test:
	@scripts/setup.sh test
	@$(MAKE) --no-print-directory data lint test-rust test-browser dist test-e2e test-placed

## The same, and what takes long: a browser killed fifty times keeps its draft fifty times, other servers deliver as ours does, other engines run the app.
test-all: test
	KILLS=50 $(MAKE) --no-print-directory test-e2e ONLY=tests/e2e/killed.spec.ts
	@scripts/setup.sh fronts
	for front in nginx caddy; do for base in / /police/; do GUICHET_FRONT=$$front GUICHET_BASE=$$base \
		$(MAKE) --no-print-directory test-e2e ONLY="tests/e2e/start.spec.ts tests/e2e/delivery.spec.ts tests/e2e/diagnostic.spec.ts"; done; done
	@$(MAKE) --no-print-directory test-engines reproducible

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo clippy --package guichet --target wasm32-unknown-unknown --locked -- -D warnings
	cargo deny --locked --workspace check --hide-inclusion-graph bans licenses sources
	@scripts/advisories.sh

test-rust:
	cargo test --workspace --locked --quiet

# Components in a headless browser; webdriver.json holds its options.
test-browser:
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner CHROMEDRIVER="$$(command -v chromedriver)" \
		cargo test --package guichet --features whole --target wasm32-unknown-unknown --locked --test browser

test-e2e: backend
	GUICHET_BACKEND="$(BACKEND)" playwright test --config tests/e2e/playwright.config.ts $(ONLY)

# The same build below a path of its host, and what links to it show elsewhere.
test-placed: backend
	GUICHET_BASE=/police/ $(MAKE) --no-print-directory test-e2e ONLY="tests/e2e/delivery.spec.ts tests/e2e/cards.spec.ts tests/e2e/diagnostic.spec.ts"

## Keeps the parts of the release that is served now (FROM=/srv/guichet) beside those of the new one in dist/, for 30 days.
keep: dist/build.json
	@node scripts/keep.mjs "$(FROM)" dist

# A complaint, drafts and blocked storage in Firefox and WebKitGTK.
test-engines: backend
	@scripts/setup.sh engines
	GUICHET_BACKEND="$(BACKEND)" playwright test --config tests/engines/playwright.config.ts $(ONLY)

## Builds the last commit twice, in two places, and compares every file.
reproducible: setup
	@scripts/reproducible.sh

## Live reload: Trunk on PORT, the API behind it.
dev: setup data backend
	@scripts/dev.sh $(BACKEND) $(DATA_DIR)

## The release files in dist/, and their sizes against the budget.
dist: setup data
	@$(MAKE) --no-print-directory dist/build.json
	@node scripts/sizes.mjs dist

## Rewrites what depends on an institution's file (CONFIG=police.json) in dist/: pages, cards, header rules. In seconds.
configure: dist/build.json
	@node scripts/configure.mjs "$(CONFIG)" dist

## Has a deployed site (URL=https://police.example) check itself in a headless browser: the result as JSON, an error where something is wrong.
check-site: setup
	@node scripts/check_site.mjs "$(URL)"

dist/build.json: $(APP_SOURCES) public/data/index.json
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$$(scripts/remap.sh)" trunk build --release

## Stations (STATIONS_DIR, or from the data portal with FETCH=1) and communes; at once where no input has changed.
data: setup
	@scripts/data.sh

public/data/index.json: ;

# Where questions.csv and commune-points.csv are, which the search and the communes' points are measured against.
REFERENCE ?= $(firstword $(wildcard ../shared/data))

## Sizes and times, as tables. What fails or passes a limit is named at the end; what comes after it is measured all the same.
bench: dist backend
	@failed=; run() { "$$@" || failed="$$failed"$$'\n'"  $$*"; }; \
	run node scripts/sizes.mjs dist --all; \
	run cargo run --quiet --release --package guichet-geodata -- bench --data public/data $(if $(REFERENCE),--reference $(REFERENCE)); \
	run node scripts/bench_start.mjs $(BACKEND) dist; \
	run node scripts/bench_finder.mjs $(BACKEND) dist $(REFERENCE); \
	run node scripts/bench_map.mjs $(TARGET)/release/guichet-geodata dist; \
	run cargo run --quiet --release --package guichet-core --example phrases; \
	if [ -n "$$failed" ]; then echo "bench: not as wanted:$$failed" >&2; exit 1; fi

backend:
	cargo build --package guichet-backend --locked

setup:
	@scripts/setup.sh
