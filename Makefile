# What you can do here. Each target is a script in .ci/.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run build test test-office bench soak mutants chain sbom fmt

help: ## list the targets
	@sed -n 's/^\([a-z-]*\): ## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: ## build the page and serve it on port 8080 (or PORT=…)
	@.ci/run.sh

build: ## build the page into dist/
	@.ci/build.sh

test: ## run every check and test
	@.ci/test.sh

test-office: ## let LibreOffice open every paper and the workbook
	@.ci/test-office.sh

bench: ## measure sizes, cold loads and the engine
	@.ci/bench.sh

soak: ## run the long tests: a million files and faults, a page killed 200 times
	@.ci/soak.sh

mutants: ## change the rules in one place at a time and see whether a test notices (hours)
	@.ci/mutants.sh

chain: ## look at every library: licence, source, known faults
	@.ci/chain.sh

sbom: ## list every library that goes into dist/ (CycloneDX, in target/sbom/)
	@.ci/sbom.sh

fmt: ## format the Rust code
	@.ci/install.sh rust && cargo fmt
