#!/usr/bin/env bash
# Builds the page into dist/.
source "$(dirname "$0")/install.sh" build
cd "$here"
trunk --skip-version-check build --release --locked --color never "$@"
