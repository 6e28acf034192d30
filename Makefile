# `make` prints its targets. PORT and RUN_DIR may be set for any of them.
.DEFAULT_GOAL := help
.PHONY: help demo up down build test soak bench eval lint format clean
export PORT ?= 8080
export RUN_DIR ?= .run

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## install, build, start everything in the foreground and print the address; Ctrl-C stops it
	@scripts/demo

up: ## the same in the background; harmless where it already runs
	@scripts/up

down: ## stop what `make up` started
	@scripts/down

build: ## build the release binary only
	@scripts/build

test: ## every test on a stack of its own; the last line counts them
	@scripts/test

soak: ## everything that make test does a few times, as often as was promised; about two hours
	@scripts/soak

bench: ## measure beside the aims, everything in one run
	@scripts/bench

eval: ## try the receptionist with written customers; NAME=WORD runs those that hold the word
	@scripts/eval $(NAME)

lint: ## formatting, shell, Python, widget and the rendered site
	@scripts/lint

format: ## put the Swift and Python sources in their house format
	@scripts/format

clean: ## remove what was built; the data in RUN_DIR stays
	@rm -rf .build .venv .artefacts
